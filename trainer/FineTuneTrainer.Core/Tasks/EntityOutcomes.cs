using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Metrics.Tagging;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>
/// A tag a word. A row's numbers: loss, count, words, words with the right tag, and for each entity type that occurs in it the type, entities found
/// right, found and real.
/// </summary>
public sealed class EntityOutcomes : IRowOutcomes
{
    private const int Words = MeanLoss.Numbers;
    private const int RightWords = Words + 1;
    private const int Types = RightWords + 1;
    private const int NumbersAType = 4;

    private readonly IReadOnlyList<string> _types;

    /// <summary>Outcomes of rows tagged with these labels.</summary>
    public EntityOutcomes(IReadOnlyList<string> labels, IReadOnlyList<double[]> numbers)
    {
        _types = TypesOf(labels);
        Numbers = numbers;
    }

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Numbers { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Score(IReadOnlyList<int> rows)
    {
        ClassCounts[] types = [.. Count(rows).Values];
        double words = rows.Sum(row => Numbers[row][Words]), right = rows.Sum(row => Numbers[row][RightWords]);
        var micro = AveragedScores.Of(types, Averaging.Micro);
        return MeanLoss.With(
            MeanLoss.Of(Numbers, rows),
            ("f1", micro.F),
            ("precision", micro.Precision),
            ("recall", micro.Recall),
            ("f1_macro", types.Length == 0 ? double.NaN : AveragedScores.Of(types, Averaging.Macro).F),
            ("f1_weighted", AveragedScores.Of(types, Averaging.Weighted).F),
            ("accuracy", words == 0 ? double.NaN : right / words));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ClassScore> Classes(IReadOnlyList<int> rows) => [.. Count(rows).Select(pair => ClassScore.Of(_types[pair.Key], pair.Value))];

    internal static double[] Row(IReadOnlyList<string> types, double loss, double count, IReadOnlyList<string> predicted, IReadOnlyList<string> actual)
    {
        var scores = new EntityScores();
        scores.Add(predicted, actual);
        var right = predicted.Zip(actual).Count(pair => pair.First == pair.Second);
        return [loss, count, actual.Count, right, .. scores.PerType.SelectMany(pair => (double[])[Place(types, pair.Key), pair.Value.Hits, pair.Value.Predicted, pair.Value.Support])];
    }

    /// <summary>The entity types that tags can make, in ordinal order.</summary>
    internal static IReadOnlyList<string> TypesOf(IReadOnlyList<string> labels) => [.. labels.Select(label => Tag.Of(label).Type).Distinct().Order(StringComparer.Ordinal)];

    private static int Place(IReadOnlyList<string> types, string type)
    {
        for (var i = 0; i < types.Count; i++)
        {
            if (types[i] == type)
                return i;
        }

        throw new ArgumentException($"'{type}' is no entity type of these tags.", nameof(type));
    }

    private SortedDictionary<int, ClassCounts> Count(IReadOnlyList<int> rows)
    {
        var counts = new SortedDictionary<int, ClassCounts>();
        foreach (var row in rows)
        {
            var numbers = Numbers[row];
            for (var at = Types; at < numbers.Length; at += NumbersAType)
            {
                var sum = counts.GetValueOrDefault((int)numbers[at]);
                counts[(int)numbers[at]] = new ClassCounts(sum.Hits + (long)numbers[at + 1], sum.Predicted + (long)numbers[at + 2], sum.Support + (long)numbers[at + 3]);
            }
        }

        return counts;
    }
}
