namespace FineTuneTrainer.Core.Data.Splits;

/// <summary>Cross-validation folds: for each row the fold in which it is tested, as scikit-learn assigns them.</summary>
public static class Folds
{
    /// <summary><c>KFold</c>: equal pieces, of rows in order or, with a seed, shuffled.</summary>
    public static int[] Plain(int rows, int folds, uint? seed = null)
    {
        Check(rows, folds);
        int[] order = seed is { } s ? new MersenneTwister(s).Permutation(rows) : [.. Enumerable.Range(0, rows)];
        var fold = new int[rows];
        int at = 0;
        for (int f = 0; f < folds; f++)
        {
            int size = (rows / folds) + (f < rows % folds ? 1 : 0);
            foreach (int row in order[at..(at + size)]) fold[row] = f;
            at += size;
        }

        return fold;
    }

    /// <summary><c>StratifiedKFold</c>: each label is spread evenly over the folds; with a seed its rows are shuffled among them.</summary>
    public static int[] Stratified(IReadOnlyList<int> labels, int folds, uint? seed = null)
    {
        Check(labels.Count, folds);
        int[] classes = [.. labels.Distinct()];
        int smallest = classes.Max(c => labels.Count(l => l == c));
        if (folds > smallest) throw new ArgumentException($"{folds} folds need a class of at least {folds} rows; the largest has {smallest}.", nameof(folds));

        // Classes are numbered by first appearance; dealing the sorted rows out gives each fold its share of each class.
        int[] sorted = [.. labels.Select(l => Array.IndexOf(classes, l)).Order()];
        MersenneTwister? random = seed is { } s ? new MersenneTwister(s) : null;
        var fold = new int[labels.Count];
        for (int c = 0; c < classes.Length; c++)
        {
            int[] dealt = [.. Enumerable.Range(0, sorted.Length).Where(i => sorted[i] == c).Select(i => i % folds).Order()];
            random?.Shuffle<int>(dealt);
            int next = 0;
            for (int i = 0; i < labels.Count; i++)
            {
                if (labels[i] == classes[c]) fold[i] = dealt[next++];
            }
        }

        return fold;
    }

    /// <summary><c>GroupKFold</c>: rows of one group stay together; the largest groups go first, each to the emptiest fold.</summary>
    public static int[] Grouped(IReadOnlyList<int> groups, int folds)
    {
        int[] names = [.. groups.Distinct().Order()];
        Check(names.Length, folds);
        int[] sizes = [.. names.Select(name => groups.Count(g => g == name))];
        var filled = new int[folds];
        Dictionary<int, int> foldOf = [];

        // scikit-learn reverses an ascending sort, so among equal sizes the later group comes first.
        foreach (int i in Enumerable.Range(0, names.Length).OrderBy(i => sizes[i]).Reverse())
        {
            int emptiest = Array.IndexOf(filled, filled.Min());
            filled[emptiest] += sizes[i];
            foldOf[names[i]] = emptiest;
        }

        return [.. groups.Select(g => foldOf[g])];
    }

    private static void Check(int rows, int folds)
    {
        if (folds < 2 || folds > rows) throw new ArgumentOutOfRangeException(nameof(folds), folds, $"Between 2 and {rows} folds can be made here.");
    }
}
