using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a volume: the modes of its files, and emptyDir where no source is named.</summary>
internal static class VolumeDefaults
{
    private const int FileMode = 420;

    public static void Of(JsonObject volume)
    {
        foreach (string source in (string[])["configMap", "secret", "projected", "downwardAPI"])
            if (volume[source] is JsonObject found) found["defaultMode"] ??= FileMode;
        if (volume["hostPath"] is JsonObject path) path["type"] ??= "";
        if (volume.Count == 1) volume["emptyDir"] = new JsonObject();
        foreach (JsonNode? source in volume["projected"]?["sources"] as JsonArray ?? [])
            if (source!["serviceAccountToken"] is JsonObject token) token["expirationSeconds"] ??= 3600L;
        foreach (JsonNode? item in volume["downwardAPI"]?["items"] as JsonArray ?? [])
            if (item!["fieldRef"] is JsonObject field) field["apiVersion"] ??= "v1";
    }
}
