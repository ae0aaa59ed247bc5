namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>Translation edit rate equal to sacreBLEU's, in percent, counted sentence by sentence: edits over the mean length of the references; lower is better.</summary>
public sealed class Ter(TerOptions options)
{
    /// <summary>TER with sacreBLEU's defaults.</summary>
    public Ter()
        : this(new TerOptions())
    {
    }

    /// <summary>The edits so far, each sentence against its nearest reference.</summary>
    public long Edits { get; private set; }

    /// <summary>The mean length of each sentence's references in words, summed.</summary>
    public double ReferenceLength { get; private set; }

    /// <summary>The score of all sentences so far.</summary>
    public double Score => Rate(Edits, ReferenceLength);

    /// <summary>Counts a sentence and says its own score.</summary>
    public double Add(string hypothesis, params IReadOnlyList<string> references)
    {
        if (references.Count == 0) throw new ArgumentException("At least one reference is needed.", nameof(references));
        string[] words = TerTokens.Of(PythonText.TrimEnd(hypothesis), options);
        string[][] targets = [.. references.Select(r => TerTokens.Of(PythonText.TrimEnd(r), options))];
        int edits = targets.Min(t => TerEdits.Count(words, t));
        double length = targets.Average(t => t.Length);
        Edits += edits;
        ReferenceLength += length;
        return Rate(edits, length);
    }

    private static double Rate(long edits, double length) => (edits, length) switch
    {
        (_, > 0) => 100 * (edits / length),
        ( > 0, _) => 100,
        _ => 0,
    };
}
