namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>
/// chrF and chrF++ (Popović 2015, 2017) equal to sacreBLEU's: the F-score of character n-grams, and of word n-grams for chrF++, averaged over the
/// orders that occur. Counted sentence by sentence; of several references the best one counts.
/// </summary>
public sealed class ChrF
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private readonly int _characterOrder;
    private readonly int _wordOrder;
    private readonly double _beta;
    private readonly bool _lowerCase;
    private readonly long[] _statistics;

    /// <summary>chrF by default; a <paramref name="wordOrder"/> of 2 is chrF++.</summary>
    public ChrF(int characterOrder = 6, int wordOrder = 0, double beta = 2, bool lowerCase = false)
    {
        _characterOrder = characterOrder;
        _wordOrder = wordOrder;
        _beta = beta;
        _lowerCase = lowerCase;
        _statistics = new long[3 * (characterOrder + wordOrder)];
    }

    /// <summary>The score of all sentences so far, 0 to 100.</summary>
    public double Score => Of(_statistics);

    /// <summary>Counts a sentence and says its own score.</summary>
    public double Add(string hypothesis, params IReadOnlyList<string> references)
    {
        long[] counts = Count(hypothesis, references);
        Add(counts);
        return Of(counts);
    }

    /// <summary>Adds a sentence's counts, as <see cref="Count"/> gives them.</summary>
    public void Add(ReadOnlySpan<long> counts)
    {
        for (int i = 0; i < _statistics.Length; i++) _statistics[i] += counts[i];
    }

    /// <summary>A sentence's counts for each order: n-grams of the hypothesis, of the reference that fits best, and shared ones.</summary>
    public long[] Count(string hypothesis, params IReadOnlyList<string> references)
    {
        if (references.Count == 0) throw new ArgumentException("At least one reference is needed.", nameof(references));
        Dictionary<string, int>[] grams = Grams(hypothesis);
        return references.Select(r => Statistics(grams, Grams(r))).MaxBy(Of)!;
    }

    /// <summary>sacreBLEU's signature; its version is the one whose numbers these are.</summary>
    public string Signature(int references) =>
        $"nrefs:{references}|case:{(_lowerCase ? "lc" : "mixed")}|eff:yes|nc:{_characterOrder}|nw:{_wordOrder}|space:no|version:2.6.0";

    // For each order: n-grams of the hypothesis, of the reference, and shared ones.
    private static long[] Statistics(Dictionary<string, int>[] hypothesis, Dictionary<string, int>[] reference)
    {
        var statistics = new long[3 * hypothesis.Length];
        for (int i = 0; i < hypothesis.Length; i++)
        {
            statistics[3 * i] = reference[i].Count > 0 ? hypothesis[i].Values.Sum() : 0;
            statistics[(3 * i) + 1] = reference[i].Values.Sum();
            statistics[(3 * i) + 2] = NGrams.Shared(hypothesis[i], reference[i]);
        }

        return statistics;
    }

    private Dictionary<string, int>[] Grams(string line)
    {
        string text = _lowerCase ? PythonText.Lower(line) : line;
        string[] characters = PythonText.Characters(string.Concat(PythonText.Words(text)));
        string[] words = _wordOrder == 0 ? [] : [.. PythonText.Words(text).SelectMany(SplitPunctuation)];
        return [.. Enumerable.Range(1, _characterOrder).Select(n => NGrams.Of(characters, n)), .. Enumerable.Range(1, _wordOrder).Select(n => NGrams.Of(words, n))];
    }

    // One mark at the end, else one at the start, becomes its own word.
    private static string[] SplitPunctuation(string word)
    {
        if (word.Length == 1) return [word];
        if (Punctuation.Contains(word[^1])) return [word[..^1], word[^1..]];
        return Punctuation.Contains(word[0]) ? [word[..1], word[1..]] : [word];
    }

    private double Of(long[] statistics)
    {
        double precision = 0, recall = 0;
        int orders = 0;
        for (int i = 0; i < statistics.Length; i += 3)
        {
            if (statistics[i] == 0 || statistics[i + 1] == 0) continue;
            precision += (double)statistics[i + 2] / statistics[i];
            recall += (double)statistics[i + 2] / statistics[i + 1];
            orders++;
        }

        if (orders == 0 || precision + recall == 0) return 0;
        precision /= orders;
        recall /= orders;
        double factor = _beta * _beta;
        return 100 * (1 + factor) * precision * recall / ((factor * precision) + recall);
    }
}
