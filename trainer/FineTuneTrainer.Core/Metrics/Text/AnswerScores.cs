using System.Text.RegularExpressions;

namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>SQuAD's exact match and F1 of answers, in percent over all questions; of several right answers the best one counts.</summary>
public sealed partial class AnswerScores
{
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private readonly RunningMean _exact = new();
    private readonly RunningMean _f1 = new();

    /// <summary>The share of predictions equal to a right answer, in percent.</summary>
    public double ExactMatch => 100 * _exact.Value;

    /// <summary>The mean F1 of the words that prediction and answer share, in percent.</summary>
    public double F1 => 100 * _f1.Value;

    /// <summary>Lower case, without ASCII punctuation and the words a, an, the, on single spaces.</summary>
    public static string Normalized(string answer)
    {
        string bare = string.Concat(PythonText.Lower(answer).Where(c => !Punctuation.Contains(c)));
        return string.Join(' ', PythonText.Words(Articles().Replace(bare, " ")));
    }

    /// <summary>Counts a prediction and says its own scores, each 0 to 1.</summary>
    public (double Exact, double F1) Add(string prediction, params IReadOnlyList<string> answers)
    {
        if (answers.Count == 0) throw new ArgumentException("At least one right answer is needed; an unanswerable question has the answer \"\".", nameof(answers));
        double exact = answers.Max(a => Normalized(a) == Normalized(prediction) ? 1.0 : 0);
        double f1 = answers.Max(a => Overlap(prediction, a));
        _exact.Add(exact);
        _f1.Add(f1);
        return (exact, f1);
    }

    private static double Overlap(string prediction, string answer)
    {
        string[] p = PythonText.Words(Normalized(prediction)), a = PythonText.Words(Normalized(answer));
        if (p.Length == 0 || a.Length == 0) return p.Length == a.Length ? 1 : 0;
        int shared = NGrams.Shared(NGrams.Of(p, 1), NGrams.Of(a, 1));
        return RougeScore.Of(shared, p.Length, a.Length).F;
    }

    [GeneratedRegex(@"\b(a|an|the)\b")]
    private static partial Regex Articles();
}
