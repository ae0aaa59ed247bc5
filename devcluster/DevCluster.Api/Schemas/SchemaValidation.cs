using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Schemas;

/// <summary>Checks a value against a schema; what an update leaves as it was is not checked again.</summary>
internal sealed class SchemaValidation(List<FieldCause> causes)
{
    public void Check(JsonNode? value, SchemaNode schema, string path, JsonNode? old)
    {
        if (old is not null && JsonNode.DeepEquals(value, old)) return;
        if (value is null && schema.Nullable) return;
        if (!HasType(value, schema, path)) return;
        CheckEnum(value, schema, path);
        CheckJunctors(value, schema, path);
        switch (value)
        {
            case JsonObject map:
                CheckObject(map, schema, path, old as JsonObject);
                break;
            case JsonArray list:
                CheckList(list, schema, path, old as JsonArray);
                break;
            case JsonValue scalar:
                ScalarChecks.Check(scalar, schema, path, causes);
                break;
        }
    }

    private bool HasType(JsonNode? value, SchemaNode schema, string path)
    {
        string found = TypeOf(value);
        if (schema.IntOrString && found is not ("integer" or "string"))
        {
            causes.Add(Causes.Type(path, "integer,string", found));
            CheckJunctors(value, schema, path);
            return false;
        }

        if (schema.IntOrString || schema.Type.Length == 0 || schema.Type == found || (schema.Type, found) is ("number", "integer")) return true;
        bool sized = (schema.Type, found) is ("integer", "number") && schema.Format.Length > 0;
        causes.Add(sized ? Causes.Type(path, schema.Format, "float64") : Causes.Type(path, schema.Type, found));
        if ((schema.Type, found) is ("integer", "number"))
            causes.Add(Causes.Nowhere($"Checked value must be of type integer {(sized ? "with format " + schema.Format : "(default format)")} in {path}"));
        return false;
    }

    private void CheckEnum(JsonNode? value, SchemaNode schema, string path)
    {
        if (schema.Enum is { } allowed && !allowed.Any(item => JsonNode.DeepEquals(item, value)))
            causes.Add(Causes.Unsupported(path, value, allowed));
    }

    private void CheckJunctors(JsonNode? value, SchemaNode schema, string path)
    {
        List<FieldCause> Failures(SchemaNode branch)
        {
            List<FieldCause> found = [];
            new SchemaValidation(found).Check(value, branch, path, null);
            return found;
        }

        List<FieldCause>[] any = [.. schema.AnyOf.Select(Failures)];
        if (any.Length > 0 && any.All(found => found.Count > 0))
            causes.AddRange([Causes.Nowhere($"\"{path}\" must validate at least one schema (anyOf)"), .. any[0]]);
        int matching = schema.OneOf.Count(branch => Failures(branch).Count == 0);
        if (schema.OneOf.Count > 0 && matching != 1)
            causes.Add(Causes.Nowhere($"\"{path}\" must validate one and only one schema (oneOf). {(matching == 0 ? "Found none valid" : $"Found {matching} valid alternatives")}"));
        List<FieldCause> all = [.. schema.AllOf.SelectMany(Failures)];
        if (all.Count > 0) causes.AddRange([Causes.Nowhere($"\"{path}\" must validate all the schemas (allOf)"), .. all]);
        if (schema.Not is { } not && Failures(not).Count == 0) causes.Add(Causes.Nowhere($"\"{path}\" must not validate the schema (not)"));
    }

    private void CheckObject(JsonObject map, SchemaNode schema, string path, JsonObject? old)
    {
        if (schema.Count("maxProperties") is { } most && map.Count > most) causes.Add(Causes.TooMany(path, map.Count, most));
        if (schema.Count("minProperties") is { } least && map.Count < least)
            causes.Add(Causes.Invalid(path, map, $"should have at least {least} properties"));
        foreach (string name in schema.Required)
            if (!map.ContainsKey(name)) causes.Add(Causes.Required(Child(path, name)));
        if (schema.Embedded) CheckEmbedded(map, path);
        foreach ((string key, JsonNode? value) in map)
        {
            SchemaNode? field = schema.Properties.GetValueOrDefault(key) ?? schema.Additional;
            if (field is not null) Check(value, field, Child(path, key), old?[key]);
        }
    }

    private void CheckEmbedded(JsonObject map, string path)
    {
        foreach (string name in (string[])["apiVersion", "kind"])
            if ((map[name] as JsonValue)?.ToString() is not { Length: > 0 })
                causes.Add(new FieldCause("FieldValueRequired", "Required value: must not be empty", Child(path, name)));
    }

    private void CheckList(JsonArray list, SchemaNode schema, string path, JsonArray? old)
    {
        if (schema.Count("maxItems") is { } most && list.Count > most) causes.Add(Causes.TooMany(path, list.Count, most));
        if (schema.Count("minItems") is { } least && list.Count < least) causes.Add(Causes.Invalid(path, list, $"should have at least {least} items"));
        List<JsonNode?> seen = [];
        for (int i = 0; i < list.Count; i++)
        {
            string item = $"{path}[{i}]";
            JsonNode? key = ListItems.Key(list[i], schema);
            if (key is not null && seen.Any(other => JsonNode.DeepEquals(other, key))) causes.Add(Causes.Duplicate(item, key));
            if (schema.Items is { } items) Check(list[i], items, item, ListItems.Matching(old, list[i], schema));
            seen.Add(key);
        }
    }

    private static string Child(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => Numbers.IsWhole(value) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
