namespace DevCluster.Pods.Jobs;

/// <summary>A set of completion indexes and its text: 0,1 for two neighbors, 0-2 for three or more.</summary>
internal sealed record IndexSet(IReadOnlyList<int> Members)
{
    public static readonly IndexSet Empty = new([]);

    public int Count => Members.Count;

    public static IndexSet Parse(string? text)
        => string.IsNullOrEmpty(text) ? Empty : new IndexSet([.. text.Split(',').SelectMany(Range)]);

    public bool Contains(int index) => Members.Contains(index);

    public IndexSet Below(long end) => new([.. Members.Where(index => index < end)]);

    public IndexSet With(int? index, long end)
        => index is not { } number || number >= end || Contains(number) ? this : new IndexSet([.. Members.Append(number).Order()]);

    public override string ToString()
    {
        List<(int First, int Last)> runs = [];
        foreach (int index in Members.Order())
        {
            if (runs.Count > 0 && runs[^1].Last + 1 == index) runs[^1] = (runs[^1].First, index);
            else runs.Add((index, index));
        }

        return string.Join(',', runs.Select(run => (run.Last - run.First) switch
        {
            0 => $"{run.First}",
            1 => $"{run.First},{run.Last}",
            _ => $"{run.First}-{run.Last}",
        }));
    }

    private static IEnumerable<int> Range(string part)
    {
        int[] ends = [.. part.Split('-').Select(int.Parse)];
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
