namespace FineTuneTrainer.Core.Data.Cleaning;

/// <summary>Finds the label that a misspelt one means.</summary>
internal sealed class KnownLabels(IReadOnlyCollection<string> labels)
{
    private readonly HashSet<string> _labels = new(labels, StringComparer.Ordinal);

    public bool Contains(string label) => _labels.Contains(label);

    /// <summary>The one label that this is in other case, padded, with other separators, or with one typing error; null if none or several are.</summary>
    public string? Meant(string label)
    {
        string plain = Plain(label);
        string[] same = [.. _labels.Where(l => Plain(l) == plain)];
        if (same.Length == 1) return same[0];
        string[] near = [.. _labels.Where(l => Math.Abs(l.Length - plain.Length) <= 1 && Distance(Plain(l), plain) <= 1)];
        return plain.Length > 3 && near.Length == 1 ? near[0] : null;
    }

    private static string Plain(string label) => label.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_');

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
