namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>BLEU (Papineni et al. 2002) equal to sacreBLEU's, counted sentence by sentence: only the counts are kept.</summary>
public sealed class Bleu(BleuOptions options)
{
    /// <summary>How many counts a sentence comes to.</summary>
    public const int Statistics = (2 * MaxOrder) + 2;

    private const int MaxOrder = 4;

    // sacreBLEU's logarithm of 0.
    private const double LogOfZero = -9999999999;
    private readonly long[] _sums = new long[Statistics];

    /// <summary>BLEU with sacreBLEU's defaults.</summary>
    public Bleu()
        : this(new BleuOptions())
    {
    }

    /// <summary>BLEU of one sentence, with the effective order.</summary>
    public static BleuScore Sentence(string hypothesis, IReadOnlyList<string> references, BleuOptions options)
    {
        var bleu = new Bleu(options with { EffectiveOrder = true });
        bleu.Add(hypothesis, references);
        return bleu.Score();
    }

    /// <summary>Counts a sentence against one or more references.</summary>
    public void Add(string hypothesis, params IReadOnlyList<string> references) => Add(Count(hypothesis, references));

    /// <summary>Adds a sentence's counts, as <see cref="Count"/> gives them.</summary>
    public void Add(ReadOnlySpan<long> counts)
    {
        for (int i = 0; i < Statistics; i++) _sums[i] += counts[i];
    }

    /// <summary>A sentence's counts: shared n-grams and all of the hypothesis's by order, its length, the nearest reference's length.</summary>
    public long[] Count(string hypothesis, params IReadOnlyList<string> references)
    {
        var counts = new long[Statistics];
        if (references.Count == 0) throw new ArgumentException("At least one reference is needed.", nameof(references));
        string[] words = Words(hypothesis);
        string[][] targets = [.. references.Select(Words)];
        counts[^2] = words.Length;
        counts[^1] = targets.Select(t => t.Length).OrderBy(n => Math.Abs(n - words.Length)).ThenBy(n => n).First();
        for (int n = 1; n <= MaxOrder; n++)
        {
            Dictionary<string, int> best = new(StringComparer.Ordinal);
            foreach (string[] target in targets) NGrams.Raise(best, NGrams.Of(target, n));
            counts[n - 1] = NGrams.Shared(NGrams.Of(words, n), best);
            counts[MaxOrder + n - 1] = Math.Max(0, words.Length - n + 1);
        }

        return counts;
    }

    /// <summary>The score of all sentences so far.</summary>
    public BleuScore Score()
    {
        long system = _sums[^2], reference = _sums[^1];
        double penalty = system >= reference ? 1 : system == 0 ? 0 : Math.Exp(1 - ((double)reference / system));
        (double[] precisions, int order) = _sums.Take(MaxOrder).Any(c => c > 0) ? Precisions() : (new double[MaxOrder], 0);
        double score = order == 0 ? 0 : penalty * Math.Exp(precisions.Take(order).Sum(p => p == 0 ? LogOfZero : Math.Log(p)) / order);
        return new BleuScore(score, precisions, _sums[..MaxOrder], _sums[MaxOrder..(2 * MaxOrder)], penalty, system, reference);
    }

    private (double[] Precisions, int Order) Precisions()
    {
        var precisions = new double[MaxOrder];
        int order = MaxOrder;
        double halved = 1;
        for (int n = 1; n <= MaxOrder; n++)
        {
            double added = options.Smoothing == BleuSmoothing.AddK && n > 1 ? options.Smoother : 0;
            double count = _sums[n - 1] + added, total = _sums[MaxOrder + n - 1] + added;
            if (total == 0) break;
            if (options.EffectiveOrder) order = n;
            if (count == 0 && options.Smoothing == BleuSmoothing.Exponential) halved *= 2;
            precisions[n - 1] = (count, options.Smoothing) switch
            {
                ( > 0, _) => 100 * count / total,
                (_, BleuSmoothing.Exponential) => 100 / (halved * total),
                (_, BleuSmoothing.Floor) => 100 * options.Smoother / total,
                _ => 0,
            };
        }

        return (precisions, order);
    }

    private string[] Words(string line)
    {
        string cased = options.LowerCase ? PythonText.Lower(line) : line;
        return PythonText.Words(BleuTokens.Tokenize(PythonText.TrimEnd(cased), options.Tokenizer));
    }
}
