using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DevCluster.Api.Schemas;

/// <summary>One entry of x-kubernetes-validations.</summary>
internal sealed partial record CelRule(string Rule, string? Message, string? MessageExpression, string Reason, string FieldPath, bool OptionalOldSelf)
{
    /// <summary>Whether the rule compares with the state before an update.</summary>
    public bool IsTransition { get; } = OldSelf().IsMatch(Rule);

    public static CelRule Read(JsonObject json)
        => new((string)json["rule"]!, (string?)json["message"], (string?)json["messageExpression"], (string?)json["reason"] ?? "FieldValueInvalid",
            (string?)json["fieldPath"] ?? "", (bool?)json["optionalOldSelf"] ?? false);

    [GeneratedRegex(@"\boldSelf\b")]
    private static partial Regex OldSelf();
}
