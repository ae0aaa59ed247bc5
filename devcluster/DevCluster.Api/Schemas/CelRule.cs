using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>One entry of x-kubernetes-validations.</summary>
internal sealed record CelRule(string Rule, string? Message, string? MessageExpression, string Reason, string FieldPath, bool OptionalOldSelf)
{
    public static CelRule Read(JsonObject json)
        => new((string)json["rule"]!, (string?)json["message"], (string?)json["messageExpression"], (string?)json["reason"] ?? "FieldValueInvalid",
            (string?)json["fieldPath"] ?? "", (bool?)json["optionalOldSelf"] ?? false);
}
