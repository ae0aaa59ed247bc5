using FineTuneTrainer.Core.Metrics.Text;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>
/// Compares what a model wrote with what it should have written, row by row, in counts from which every subset of the rows has its scores: BLEU and chrF
/// of 0 to 100 as sacreBLEU gives them, ROUGE of 0 to 1.
/// </summary>
internal sealed class TextComparison(BleuTokenizer tokenizer)
{
    private static readonly int ChrFStatistics = new ChrF().Count("", "").Length;

    private readonly BleuOptions _options = new() { Tokenizer = tokenizer };

    // rouge_score's own tokens are runs of Latin letters and digits; languages without spaces need those of BLEU.
    private readonly Func<string, string[]>? _words = tokenizer is BleuTokenizer.Chinese or BleuTokenizer.Character ? text => PythonText.Words(BleuTokens.Tokenize(text, tokenizer)) : null;

    /// <summary>A row's numbers: BLEU's counts, chrF's counts, ROUGE-1, ROUGE-2, ROUGE-L.</summary>
    public double[] Of(string written, string wanted)
    {
        var rouge = new Rouge(tokenize: _words).Add(written, wanted);
        return [.. new Bleu(_options).Count(written, wanted), .. new ChrF().Count(written, wanted), rouge.Rouge1.F, rouge.Rouge2.F, rouge.RougeL.F];
    }

    /// <summary>The scores of rows whose numbers begin at <paramref name="at"/>.</summary>
    public (string Name, double Value)[] Score(IReadOnlyList<double[]> numbers, IReadOnlyList<int> rows, int at)
    {
        var bleu = new Bleu(_options);
        var chrf = new ChrF();
        int afterBleu = at + Bleu.Statistics, afterChrF = afterBleu + ChrFStatistics;
        foreach (var row in rows)
        {
            bleu.Add(Counts(numbers[row], at, afterBleu));
            chrf.Add(Counts(numbers[row], afterBleu, afterChrF));
        }

        double Mean(int place) => rows.Count == 0 ? double.NaN : rows.Average(row => numbers[row][afterChrF + place]);
        return [("bleu", bleu.Score().Score), ("chrf", chrf.Score), ("rouge1", Mean(0)), ("rouge2", Mean(1)), ("rougeL", Mean(2))];
    }

    private static long[] Counts(double[] numbers, int from, int to) => Array.ConvertAll(numbers[from..to], value => (long)value);
}
