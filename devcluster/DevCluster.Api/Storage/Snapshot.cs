using System.Text.Json.Nodes;

namespace DevCluster.Api.Storage;

/// <summary>What a list showed at a revision of the past, computed by undoing the log's tail.</summary>
internal static class Snapshot
{
    /// <summary>No client has ever seen a revision below this one.</summary>
    public const long Oldest = 2;

    public static List<JsonObject> Of(ObjectLog log, string resource, string? ns, long revision)
    {
        (long now, List<JsonObject> items) = log.List(resource, ns);
        if (now == revision) return items;
        SortedDictionary<(string Namespace, string Name), JsonObject> state = new(Order);
        foreach (JsonObject item in items) state[KeyOf(item)] = item;
        foreach (LogEntry entry in Enumerable.Reverse(log.After(revision).Entries))
        {
            if (entry.Key.Resource != resource || (!string.IsNullOrEmpty(ns) && entry.Key.Namespace != ns)) continue;
            (string, string) key = (entry.Key.Namespace, entry.Key.Name);
            if (entry.Before is null) state.Remove(key);
            else state[key] = entry.Before;
        }

        return [.. state.Values];
    }

    private static readonly Comparer<(string, string)> Order = Comparer<(string, string)>.Create(
        (a, b) => string.CompareOrdinal(a.Item1, b.Item1) is var first && first != 0 ? first : string.CompareOrdinal(a.Item2, b.Item2));

    private static (string, string) KeyOf(JsonObject item) => ((string?)item["metadata"]!["namespace"] ?? "", (string)item["metadata"]!["name"]!);
}
