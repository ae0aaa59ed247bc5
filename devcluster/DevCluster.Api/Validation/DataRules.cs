using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of ConfigMaps and Secrets.</summary>
internal static partial class DataRules
{
    private const int MostBytes = 1024 * 1024;

    public static void ConfigMap(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        foreach (string field in (string[])["data", "binaryData"])
            foreach ((string key, JsonNode? _) in item[field] as JsonObject ?? [])
            {
                CheckKey(field, key, causes);
                if (field == "data" && (item["binaryData"] as JsonObject)?.ContainsKey(key) == true)
                    causes.Add(Rule.Invalid($"data[{key}]", key, "duplicate of key present in binaryData"));
            }

        CheckSize(item, causes);
        CheckImmutable(item, old, ["data", "binaryData"], causes);
    }

    public static void Secret(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        foreach ((string key, JsonNode? _) in item["data"] as JsonObject ?? []) CheckKey("data", key, causes);
        string[] required = (string?)item["type"] switch
        {
            "kubernetes.io/tls" => ["tls.crt", "tls.key"],
            "kubernetes.io/dockerconfigjson" => [".dockerconfigjson"],
            "kubernetes.io/ssh-auth" => ["ssh-privatekey"],
            _ => [],
        };
        causes.AddRange(required.Where(key => item["data"]?[key] is null).Select(key => Rule.Required($"data[{key}]")));
        if (old is not null) Rule.Immutable("type", item["type"], old["type"], causes);
        CheckSize(item, causes);
        CheckImmutable(item, old, ["data"], causes);
    }

    private static void CheckKey(string field, string key, List<FieldCause> causes)
    {
        if (!KeyForm().IsMatch(key))
            causes.Add(Rule.Invalid($"{field}[{key}]", key, "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"));
        else if (key is "." or "..") causes.Add(Rule.Invalid($"{field}[{key}]", key, key == "." ? "must not be '.'" : "must not be '..'"));
    }

    private static void CheckSize(JsonObject item, List<FieldCause> causes)
    {
        long bytes = (item["data"] as JsonObject ?? []).Concat(item["binaryData"] as JsonObject ?? []).Sum(pair => (long)System.Text.Encoding.UTF8.GetByteCount((string?)pair.Value ?? ""));
        if (bytes > MostBytes) causes.Add(new FieldCause("FieldValueTooLong", $"Too long: may not be more than {MostBytes} bytes", ""));
    }

    private static void CheckImmutable(JsonObject item, JsonObject? old, string[] fields, List<FieldCause> causes)
    {
        if ((bool?)old?["immutable"] != true) return;
        if ((bool?)item["immutable"] != true) causes.Add(Rule.Forbidden("immutable", "field is immutable when `immutable` is set"));
        foreach (string field in fields)
            if (!JsonNode.DeepEquals(item[field], old[field])) causes.Add(Rule.Forbidden(field, "field is immutable when `immutable` is set"));
    }

    [GeneratedRegex("^[-._a-zA-Z0-9]+$")]
    private static partial Regex KeyForm();
}
