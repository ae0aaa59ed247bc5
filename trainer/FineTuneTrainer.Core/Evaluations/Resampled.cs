using FineTune.Contract;
using FineTuneTrainer.Core.Metrics.Statistics;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Core.Evaluations;

/// <summary>
/// The deciding metric of one or two models over resamples of the same rows, and the percentile intervals of it (Efron and Tibshirani 1993, chapter 13).
/// Both models are judged on each resample, so what makes rows hard or easy falls out of the difference (Koehn 2004).
/// </summary>
internal sealed class Resampled
{
    private const int MostResamples = 1000;
    private const int FewestResamples = 200;

    // So many rows are looked at in all: a large test set has narrow intervals that fewer resamples find as well.
    private const int Looks = 5_000_000;

    // Of each hundred resamples so many must define the metric: an interval of the others would be one of easier rows.
    private const int FewestDefined = 95;

    private readonly double[] _base;
    private readonly double[] _tuned;

    private Resampled(double[] @base, double[] tuned) => (_base, _tuned) = (@base, tuned);

    /// <summary>The base model's interval.</summary>
    public ScoreInterval? Base => Interval(_base);

    /// <summary>The tuned model's interval.</summary>
    public ScoreInterval? Tuned => Interval(_tuned);

    /// <summary>The interval of tuned minus base.</summary>
    public ScoreInterval? Difference => _base.Length == 0 || _tuned.Length == 0 ? null : Interval([.. _tuned.Zip(_base, (tuned, before) => tuned - before)]);

    /// <summary>How often so many rows are drawn.</summary>
    public static int Count(int rows) => Math.Clamp(Looks / Math.Max(1, rows), FewestResamples, MostResamples);

    /// <summary>Draws from the given rows with replacement, as often as <see cref="Count"/> says for them, a pure function of the seed.</summary>
    public static Resampled Of(IRowOutcomes? @base, IRowOutcomes? tuned, IReadOnlyList<int> rows, string metric, int seed, CancellationToken cancellationToken)
    {
        List<double> before = [], after = [];
        foreach (var draw in Bootstrap.Resamples(rows.Count, Count(rows.Count), seed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var drawn = Array.ConvertAll(draw, i => rows[i]);
            if (@base is not null)
                before.Add(@base.Score(drawn, metric));
            if (tuned is not null)
                after.Add(tuned.Score(drawn, metric));
        }

        return new Resampled([.. before], [.. after]);
    }

    private static ScoreInterval? Interval(double[] values)
    {
        double[] defined = [.. values.Where(double.IsFinite).Order()];
        return defined.Length == 0 || defined.Length * 100 < values.Length * FewestDefined
            ? null
            : new ScoreInterval(Bootstrap.Quantile(defined, Evaluation.Tail), Bootstrap.Quantile(defined, 1 - Evaluation.Tail));
    }
}
