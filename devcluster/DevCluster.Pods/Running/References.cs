using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>The Secrets and ConfigMaps that a pod names, read before anything is planned; kinds in lower case.</summary>
internal sealed record References(IReadOnlyDictionary<string, JsonObject> Found)
{
    /// <summary>The entries of an object as bytes; null when it is absent and may be.</summary>
    public IReadOnlyDictionary<string, byte[]>? Data(string kind, string name, bool optional)
    {
        if (Found.GetValueOrDefault($"{kind}/{name}") is not { } item)
            return optional ? null : throw new ConfigurationProblem($"{kind} \"{name}\" not found");
        Dictionary<string, byte[]> data = [];
        foreach ((string key, string value) in item.Pairs("data"))
            data[key] = kind == "secret" ? Convert.FromBase64String(value) : Encoding.UTF8.GetBytes(value);
        foreach ((string key, string value) in item.Pairs("binaryData")) data[key] = Convert.FromBase64String(value);
        return data;
    }

    /// <summary>One entry as text; null when it is absent and may be.</summary>
    public string? Value(string kind, JsonNode? selector, string ns)
    {
        string name = selector.Text("name") ?? "";
        string key = selector.Text("key")!;
        bool optional = selector.Is("optional");
        if (Data(kind, name, optional) is not { } data) return null;
        if (data.TryGetValue(key, out byte[]? value)) return Encoding.UTF8.GetString(value);
        string title = kind == "secret" ? "Secret" : "ConfigMap";
        return optional ? null : throw new ConfigurationProblem($"couldn't find key {key} in {title} {ns}/{name}");
    }

    public static async Task<References> ReadAsync(ClusterClient client, JsonObject pod, CancellationToken ct)
    {
        Dictionary<string, JsonObject> found = [];
        foreach ((string kind, string name) in Names(pod).Distinct())
        {
            string path = kind == "secret" ? Paths.Secret(pod.Namespace(), name) : Paths.ConfigMap(pod.Namespace(), name);
            if (await client.FindAsync(path, ct) is { } item) found[$"{kind}/{name}"] = item;
        }

        return new References(found);
    }

    private static IEnumerable<(string Kind, string Name)> Names(JsonObject pod)
    {
        foreach (JsonObject container in pod.Items("spec", "initContainers").Concat(pod.Items("spec", "containers")))
        {
            foreach (JsonObject source in container.Items("envFrom").Concat(container.Items("env").Select(one => one["valueFrom"]).OfType<JsonObject>()))
            {
                if (source.At("secretRef", "name") is { } secret) yield return ("secret", secret.ToString());
                if (source.At("configMapRef", "name") is { } map) yield return ("configmap", map.ToString());
                if (source.At("secretKeyRef", "name") is { } secretKey) yield return ("secret", secretKey.ToString());
                if (source.At("configMapKeyRef", "name") is { } mapKey) yield return ("configmap", mapKey.ToString());
            }
        }

        foreach (JsonObject volume in pod.Items("spec", "volumes").SelectMany(volume => volume.Items("projected", "sources").Prepend(volume)))
        {
            if ((volume.At("secret", "secretName") ?? volume.At("secret", "name")) is { } secret) yield return ("secret", secret.ToString());
            if (volume.At("configMap", "name") is { } map) yield return ("configmap", map.ToString());
        }
    }
}
