using System.Collections.Immutable;
using DevCluster.S3.Disk;

namespace DevCluster.S3.Verbs;

/// <summary>One page of a listing.</summary>
/// <param name="Objects">The objects on it.</param>
/// <param name="Prefixes">The common prefixes on it.</param>
/// <param name="Next">Where the next page starts; null on the last.</param>
internal sealed record ListPage(IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> Prefixes, string? Next)
{
    /// <summary>The page behind a key or common prefix; keys that share the text up to the delimiter fold into one prefix.</summary>
    public static ListPage Of(ImmutableSortedSet<StoredObject> all, string prefix, string delimiter, string after, int most)
    {
        List<StoredObject> objects = [];
        List<string> prefixes = [];
        string last = "";
        foreach (StoredObject stored in From(all, KeyOrder.Compare(after, prefix) > 0 ? after : prefix))
        {
            if (!stored.Key.StartsWith(prefix, StringComparison.Ordinal)) break;
            string entry = Fold(stored.Key, prefix, delimiter);
            bool folded = entry.Length < stored.Key.Length || (delimiter.Length > 0 && entry.EndsWith(delimiter, StringComparison.Ordinal) && entry.Length > prefix.Length);
            if ((after.Length > 0 && KeyOrder.Compare(entry, after) <= 0) || (folded && prefixes.Count > 0 && prefixes[^1] == entry)) continue;
            if (objects.Count + prefixes.Count == most) return new ListPage(objects, prefixes, most == 0 ? null : last);
            if (folded) prefixes.Add(entry);
            else objects.Add(stored);
            last = entry;
        }

        return new ListPage(objects, prefixes, null);
    }

    private static string Fold(string key, string prefix, string delimiter)
    {
        int end = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? key : key[..(end + delimiter.Length)];
    }

    private static IEnumerable<StoredObject> From(ImmutableSortedSet<StoredObject> all, string key)
    {
        int index = all.IndexOf(StoredObject.Probe(key));
        for (int i = index < 0 ? ~index : index; i < all.Count; i++) yield return all[i];
    }
}
