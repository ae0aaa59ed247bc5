using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>Evaluates the x-kubernetes-validations of a schema on an object and, for transition rules, on what it was before.</summary>
internal sealed class RuleChecks(List<FieldCause> causes)
{
    public void Check(JsonNode? value, SchemaNode schema, string path, JsonNode? old, bool resource = false)
    {
        if (value is null || !schema.AnyRules) return;
        // Like schema errors, what an update leaves as it was is not held against it.
        if (old is not null && JsonNode.DeepEquals(value, old)) return;
        if (schema.Rules.Count > 0) CheckRules(value, schema, path, old, resource);
        switch (value)
        {
            case JsonObject map:
                foreach ((string key, JsonNode? child) in map) CheckChild(key, child, schema, path, (old as JsonObject)?[key]);
                break;
            case JsonArray list when schema.Items is { } items:
                for (int i = 0; i < list.Count; i++) Check(list[i], items, $"{path}[{i}]", ListItems.Matching(old as JsonArray, list[i], schema), items.Embedded);
                break;
        }
    }

    private void CheckChild(string key, JsonNode? child, SchemaNode schema, string path, JsonNode? old)
    {
        if (schema.Properties.TryGetValue(key, out SchemaNode? property)) Check(child, property, path.Length == 0 ? key : $"{path}.{key}", old, property.Embedded);
        else if (schema.Additional is { } additional) Check(child, additional, $"{path}[{key}]", old, additional.Embedded);
    }

    private void CheckRules(JsonNode value, SchemaNode schema, string path, JsonNode? old, bool resource)
    {
        object? self = CelValues.Of(value, schema, resource);
        object? before = CelValues.Of(old, schema, resource);
        foreach (CelRule rule in schema.Rules)
        {
            if (rule.IsTransition && old is null && !rule.OptionalOldSelf) continue;
            object? oldSelf = rule.OptionalOldSelf ? new CelOptional(old is not null, before) : before;
            if (Failure(rule, self, oldSelf) is { } message) causes.Add(Cause(rule, path, value, message));
        }
    }

    private static string? Failure(CelRule rule, object? self, object? oldSelf)
    {
        try
        {
            return CelProgram.Of(rule.Rule).Run(self, oldSelf) switch
            {
                true => null,
                false => Message(rule, self, oldSelf),
                _ => $"no such overload evaluating rule: {rule.Message ?? rule.Rule}",
            };
        }
        catch (CelEvaluationException error)
        {
            return $"{error.Message} evaluating rule: {rule.Message ?? rule.Rule}";
        }
    }

    private static string Message(CelRule rule, object? self, object? oldSelf)
    {
        string plain = rule.Message ?? $"failed rule: {rule.Rule}";
        if (rule.MessageExpression is null) return plain;
        try
        {
            return CelProgram.Of(rule.MessageExpression).Run(self, oldSelf) is string text && text.Trim().Length > 0 && !text.Contains('\n', StringComparison.Ordinal) ? text : plain;
        }
        catch (CelEvaluationException)
        {
            return plain;
        }
    }

    private static FieldCause Cause(CelRule rule, string path, JsonNode value, string message)
    {
        string shown = value is JsonValue ? $"{Causes.Show(value)}: " : "";
        string text = rule.Reason switch
        {
            "FieldValueForbidden" => $"Forbidden: {message}",
            "FieldValueRequired" => $"Required value: {message}",
            "FieldValueDuplicate" => $"Duplicate value: {shown}{message}",
            _ => $"Invalid value: {shown}{message}",
        };
        return new FieldCause(rule.Reason, text, (path + rule.FieldPath).TrimStart('.'));
    }
}
