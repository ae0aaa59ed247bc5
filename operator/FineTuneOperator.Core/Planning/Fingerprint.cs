using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FineTune.Contract;

namespace FineTuneOperator.Core;

/// <summary>The digest of everything in a RunSpec that decides the result.</summary>
public static class Fingerprint
{
    /// <summary>
    /// <c>sha256:...</c> over canonical JSON. Who runs it, where it reports, where it writes, how often it saves and by which slices its rows are shown change no weight; an
    /// updated image is left out on purpose: it must not retrain what Git re-applies.
    /// </summary>
    public static string Of(RunSpec run)
    {
        JsonObject json = JsonSerializer.SerializeToNode(run, ContractJson.Options)!.AsObject();
        foreach (string member in (string[])["run", "progress", "checkpoint", "storage"]) json.Remove(member);
        foreach (string member in (string[])["uri", "runs"]) json["output"]!.AsObject().Remove(member);
        json["evaluation"]!.AsObject().Remove("slices");
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(json)!.ToJsonString())));
    }

    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Canonical(pair.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Canonical)]),
        _ => node?.DeepClone(),
    };
}
