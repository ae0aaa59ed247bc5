using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DevCluster.Api.Errors;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of a definition's schema: every part has a type, defaults are valid, patterns and rules can be evaluated.</summary>
internal static partial class DefinitionSchemaRules
{
    public static void Check(JsonObject schema, string place, List<FieldCause> causes, bool root = false)
    {
        SchemaNode node = new(schema);
        if (node.Type.Length == 0 && !node.IntOrString && !node.Preserve)
            causes.Add(Rule.Required($"{place}.type", root ? "must not be empty at the root" : "must not be empty for specified object fields"));
        CheckPattern(node, place, causes);
        CheckDefault(node, place, causes);
        for (int i = 0; i < node.Rules.Count; i++) CheckRule(node, node.Rules[i], $"{place}.x-kubernetes-validations[{i}]", causes);
        foreach ((string name, JsonNode? child) in schema["properties"] as JsonObject ?? []) Check(child!.AsObject(), $"{place}.properties[{name}]", causes);
        if (schema["items"] is JsonObject items) Check(items, $"{place}.items", causes);
        if (schema["additionalProperties"] is JsonObject additional) Check(additional, $"{place}.additionalProperties", causes);
    }

    private static void CheckPattern(SchemaNode node, string place, List<FieldCause> causes)
    {
        if (node.Pattern is null) return;
        try
        {
            _ = Regex.IsMatch("", node.Pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException wrong)
        {
            causes.Add(Rule.Invalid($"{place}.pattern", node.Pattern, $"must be a valid regular expression, but isn't: {wrong.Message}"));
        }
    }

    private static void CheckDefault(SchemaNode node, string place, List<FieldCause> causes)
    {
        if (!node.HasDefault) return;
        List<FieldCause> found = [];
        new SchemaValidation(found).Check(node.Default, node, "", null);
        causes.AddRange(found.Select(cause => cause with { Field = cause.Field.Length == 0 ? $"{place}.default" : $"{place}.default.{cause.Field}" }));
    }

    private static void CheckRule(SchemaNode node, CelRule rule, string place, List<FieldCause> causes)
    {
        string? wrong = Problem(node, rule);
        if (wrong is null) return;
        JsonObject shown = new()
        {
            ["Rule"] = rule.Rule,
            ["Message"] = rule.Message ?? "",
            ["MessageExpression"] = rule.MessageExpression ?? "",
            ["Reason"] = rule.Reason == "FieldValueInvalid" ? null : rule.Reason,
            ["FieldPath"] = rule.FieldPath,
            ["OptionalOldSelf"] = rule.OptionalOldSelf ? true : null,
        };
        // Go writes JSON for HTML.
        causes.Add(new FieldCause("FieldValueInvalid", $"Invalid value: {shown.ToJsonString()}: {wrong}".Replace("\\u003E", "\\u003e").Replace("\\u003C", "\\u003c"), $"{place}.rule"));
    }

    private static string? Problem(SchemaNode node, CelRule rule)
    {
        if (node.Type is "string" or "integer" or "number" or "boolean" && FieldOfSelf().IsMatch(rule.Rule))
            return $"compilation failed: ERROR: <input>: type '{node.Type}' does not support field selection";
        try
        {
            CelProgram.Of(rule.Rule);
            return null;
        }
        catch (ApiException refused)
        {
            return $"compilation failed: {refused.Message}";
        }
    }

    /// <summary>self.name that is no call: a scalar has no fields.</summary>
    [GeneratedRegex(@"\bself\.[A-Za-z_]\w*\b(?!\s*\()")]
    private static partial Regex FieldOfSelf();
}
