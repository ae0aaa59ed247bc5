namespace FineTuneTrainer.Core.Metrics.Tagging;

/// <summary>Entity-level precision, recall and F1 as seqeval counts them, sentence by sentence: an entity is right if its type and both its ends are.</summary>
public sealed class EntityScores(TaggingScheme scheme = TaggingScheme.Lenient)
{
    private readonly SortedDictionary<string, ClassCounts> _types = new(StringComparer.Ordinal);
    private long _rightTokens;

    /// <summary>How many tokens were counted.</summary>
    public long Tokens { get; private set; }

    /// <summary>The share of tokens with the right tag; NaN without tokens.</summary>
    public double TokenAccuracy => Tokens == 0 ? double.NaN : (double)_rightTokens / Tokens;

    /// <summary>Each entity type in counts, in ordinal order.</summary>
    public IReadOnlyDictionary<string, ClassCounts> PerType => _types;

    /// <summary>Counts a sentence by its tags.</summary>
    public void Add(IReadOnlyList<string> predicted, IReadOnlyList<string> actual)
    {
        if (predicted.Count != actual.Count) throw new ArgumentException($"A sentence has {actual.Count} tags, but {predicted.Count} were predicted.", nameof(predicted));
        Tokens += actual.Count;
        _rightTokens += actual.Zip(predicted).Count(pair => pair.First == pair.Second);
        IReadOnlyList<Entity> found = EntityReader.Read(predicted, scheme), real = EntityReader.Read(actual, scheme);
        HashSet<Entity> hits = [.. found];
        foreach (Entity entity in found) Count(entity.Type, new ClassCounts(0, 1, 0));
        foreach (Entity entity in real) Count(entity.Type, new ClassCounts(hits.Contains(entity) ? 1 : 0, 0, 1));
    }

    /// <summary>Precision, recall and F1 over the types that occur; 0 where nothing was found or true, but the plain mean over no type at all is NaN.</summary>
    public AveragedScores Average(Averaging averaging) =>
        _types.Count == 0 && averaging == Averaging.Macro
            ? new AveragedScores(double.NaN, double.NaN, double.NaN)
            : AveragedScores.Of([.. _types.Values], averaging);

    private void Count(string type, ClassCounts more)
    {
        ClassCounts sum = _types.GetValueOrDefault(type);
        _types[type] = new ClassCounts(sum.Hits + more.Hits, sum.Predicted + more.Predicted, sum.Support + more.Support);
    }
}
