namespace FineTuneTrainer.Core.Data.Splits;

/// <summary>The row indices of both parts of a split, as scikit-learn's <c>train_test_split</c> draws them.</summary>
public sealed record TrainTestSplit(IReadOnlyList<int> Train, IReadOnlyList<int> Test)
{
    /// <summary>A shuffled split; the test part has rows * share rows, rounded up.</summary>
    public static TrainTestSplit Shuffled(int rows, double testShare, uint seed)
    {
        int test = TestRows(rows, testShare);
        int[] order = new MersenneTwister(seed).Permutation(rows);
        return new TrainTestSplit(order[test..], order[..test]);
    }

    /// <summary>A shuffled split in which each label keeps its share; classes are taken in the order of their numbers.</summary>
    public static TrainTestSplit Stratified(IReadOnlyList<int> labels, double testShare, uint seed)
    {
        int test = TestRows(labels.Count, testShare);
        int[][] classes = [.. Enumerable.Range(0, labels.Count).GroupBy(i => labels[i]).OrderBy(g => g.Key).Select(g => g.ToArray())];
        Check(classes, labels, test);
        var random = new MersenneTwister(seed);
        int[] trainCounts = Rounded([.. classes.Select(c => c.Length)], labels.Count - test, random);
        int[] testCounts = Rounded([.. classes.Select((c, i) => c.Length - trainCounts[i])], test, random);
        List<int> trainRows = [], testRows = [];
        for (int c = 0; c < classes.Length; c++)
        {
            int[] order = [.. random.Permutation(classes[c].Length).Select(i => classes[c][i])];
            trainRows.AddRange(order[..trainCounts[c]]);
            testRows.AddRange(order[trainCounts[c]..(trainCounts[c] + testCounts[c])]);
        }

        int[] train = [.. trainRows], tests = [.. testRows];
        random.Shuffle<int>(train);
        random.Shuffle<int>(tests);
        return new TrainTestSplit(train, tests);
    }

    private static int TestRows(int rows, double share)
    {
        if (share is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        int test = (int)Math.Ceiling(rows * share);
        return test < rows ? test : throw new ArgumentException($"Of {rows} rows {test} would be held out and none be left.", nameof(rows));
    }

    private static void Check(int[][] classes, IReadOnlyList<int> labels, int test)
    {
        int[] lonely = [.. classes.Where(c => c.Length < 2).Select(c => labels[c[0]])];
        if (lonely.Length > 0)
            throw new ArgumentException($"Each class needs two rows to be split; these have one: {string.Join(", ", lonely)}.", nameof(labels));
        int smaller = Math.Min(test, labels.Count - test);
        if (smaller < classes.Length)
            throw new ArgumentException($"One part would have {smaller} rows, fewer than the {classes.Length} classes.", nameof(labels));
    }

    // Rounds each class's share of the draws (the mode of a multivariate hypergeometric): floors first, then one more to the largest remainders;
    // among equal remainders chance decides.
    private static int[] Rounded(int[] counts, int draws, MersenneTwister random)
    {
        long all = counts.Sum();
        double[] exact = [.. counts.Select(n => (double)n / all * draws)];
        int[] rounded = [.. exact.Select(x => (int)Math.Floor(x))];
        int missing = draws - rounded.Sum();
        foreach (IGrouping<double, int> equal in Enumerable.Range(0, counts.Length).GroupBy(i => exact[i] - rounded[i]).OrderByDescending(g => g.Key))
        {
            if (missing == 0) break;
            int[] places = [.. equal];
            int taken = Math.Min(places.Length, missing);
            foreach (int i in random.Permutation(places.Length)[..taken]) rounded[places[i]]++;
            missing -= taken;
        }

        return rounded;
    }
}
