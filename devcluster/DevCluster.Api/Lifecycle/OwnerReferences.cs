using System.Text.Json.Nodes;
using DevCluster.Api.Verbs;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Lifecycle;

/// <summary>Two references to one owner count as one, with a warning.</summary>
internal static class OwnerReferences
{
    public static void Deduplicate(JsonObject item, FieldChecks checks)
    {
        if (item["metadata"]?["ownerReferences"] is not JsonArray owners) return;
        string[] repeated = [.. owners.GroupBy(one => (string?)one!["uid"] ?? "").Where(same => same.Key.Length > 0 && same.Count() > 1).Select(same => same.Key)];
        if (repeated.Length == 0) return;
        List<JsonNode> kept = [];
        foreach (JsonNode? owner in owners)
            if (!kept.Exists(one => JsonNode.DeepEquals(one, owner))) kept.Add(owner!.DeepClone());
        item["metadata"]!["ownerReferences"] = new JsonArray([.. kept]);
        checks.Http?.Response.Headers.Append("Warning",
            "299 - \".metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; "
            + $"please fix your requests; duplicate UID(s) observed: {string.Join(", ", repeated)}\"");
    }
}
