namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>ROUGE (Lin 2004) equal to Google's rouge_score; the mean of the F-measures is kept, prediction by prediction.</summary>
/// <param name="stem">Whether longer words are stemmed.</param>
/// <param name="tokenize">Tokens for languages that rouge_score's own tokens leave nothing of; null for those.</param>
public sealed class Rouge(bool stem = false, Func<string, string[]>? tokenize = null)
{
    private readonly RunningMean _rouge1 = new();
    private readonly RunningMean _rouge2 = new();
    private readonly RunningMean _rougeL = new();
    private readonly RunningMean _rougeLsum = new();

    /// <summary>The mean F-measure of ROUGE-1.</summary>
    public double Rouge1 => _rouge1.Value;

    /// <summary>The mean F-measure of ROUGE-2.</summary>
    public double Rouge2 => _rouge2.Value;

    /// <summary>The mean F-measure of ROUGE-L, lines taken as one text.</summary>
    public double RougeL => _rougeL.Value;

    /// <summary>The mean F-measure of ROUGE-Lsum, each line taken as a sentence.</summary>
    public double RougeLsum => _rougeLsum.Value;

    /// <summary>Counts a prediction and says its own scores; of several targets each measure takes its best.</summary>
    public RougeScores Add(string prediction, params IReadOnlyList<string> targets)
    {
        if (targets.Count == 0) throw new ArgumentException("At least one target is needed.", nameof(targets));
        RougeScores[] each = [.. targets.Select(t => Of(prediction, t))];
        RougeScore Best(Func<RougeScores, RougeScore> measure) => each.Select(measure).MaxBy(s => s.F);
        var best = new RougeScores(Best(s => s.Rouge1), Best(s => s.Rouge2), Best(s => s.RougeL), Best(s => s.RougeLsum));
        _rouge1.Add(best.Rouge1.F);
        _rouge2.Add(best.Rouge2.F);
        _rougeL.Add(best.RougeL.F);
        _rougeLsum.Add(best.RougeLsum.F);
        return best;
    }

    private RougeScores Of(string prediction, string target)
    {
        string[] p = Tokens(prediction), t = Tokens(target);
        return new RougeScores(Grams(p, t, 1), Grams(p, t, 2), Longest(p, t), LongestOfSentences(Sentences(prediction), Sentences(target)));
    }

    private static RougeScore Grams(string[] prediction, string[] target, int n)
    {
        Dictionary<string, int> p = NGrams.Of(prediction, n), t = NGrams.Of(target, n);
        return RougeScore.Of(NGrams.Shared(t, p), p.Values.Sum(), t.Values.Sum());
    }

    private static RougeScore Longest(string[] prediction, string[] target) =>
        RougeScore.Of(CommonSubsequence.Positions(target, prediction).Count, prediction.Length, target.Length);

    // Each target sentence takes the union of its common subsequences with all predicted ones; a token counts no more often than both texts have it.
    private static RougeScore LongestOfSentences(string[][] prediction, string[][] target)
    {
        Dictionary<string, int> left = NGrams.Of([.. prediction.SelectMany(s => s)], 1), wanted = NGrams.Of([.. target.SelectMany(s => s)], 1);
        int hits = 0;
        foreach (string[] sentence in target)
        {
            SortedSet<int> union = [.. prediction.SelectMany(p => CommonSubsequence.Positions(sentence, p))];
            foreach (string token in union.Select(i => sentence[i]))
            {
                if (left.GetValueOrDefault(token) == 0 || wanted[token] == 0) continue;
                hits++;
                left[token]--;
                wanted[token]--;
            }
        }

        return RougeScore.Of(hits, prediction.Sum(s => s.Length), target.Sum(s => s.Length));
    }

    private string[] Tokens(string text) => tokenize?.Invoke(text) ?? RougeTokens.Of(text, stem);

    private string[][] Sentences(string text) => [.. text.Split('\n').Where(s => s.Length > 0).Select(Tokens)];
}
