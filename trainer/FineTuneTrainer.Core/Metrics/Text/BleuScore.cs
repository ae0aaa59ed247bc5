namespace FineTuneTrainer.Core.Metrics.Text;

/// <summary>
/// BLEU of a corpus with its parts. <paramref name="Precisions"/> are in percent for orders 1 to 4, <paramref name="Counts"/> the matches and
/// <paramref name="Totals"/> the n-grams behind them; lengths are in tokens, that of the references the one nearest to each hypothesis.
/// </summary>
public sealed record BleuScore(
    double Score, IReadOnlyList<double> Precisions, IReadOnlyList<long> Counts, IReadOnlyList<long> Totals, double BrevityPenalty, long SystemLength, long ReferenceLength)
{
    /// <summary>As sacreBLEU prints it.</summary>
    public override string ToString()
    {
        double ratio = ReferenceLength == 0 ? 0 : (double)SystemLength / ReferenceLength;
        string precisions = string.Join('/', Precisions.Select(p => PythonText.Fixed(p, 1)));
        return $"BLEU = {PythonText.Fixed(Score, 2)} {precisions} (BP = {PythonText.Fixed(BrevityPenalty, 3)} ratio = {PythonText.Fixed(ratio, 3)} "
            + $"hyp_len = {SystemLength} ref_len = {ReferenceLength})";
    }
}
