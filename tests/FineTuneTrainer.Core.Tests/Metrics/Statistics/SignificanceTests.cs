using System.Text.Json;
using FineTuneTrainer.Core.Metrics.Statistics;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics.Statistics;

public sealed class SignificanceTests
{
    [Fact]
    public void McNemar_equals_SciPy()
    {
        foreach (JsonElement row in Read("tests.json").GetProperty("mcnemar").GetProperty("cases").EnumerateArray())
        {
            long first = row.GetProperty("only_first_right").GetInt64(), second = row.GetProperty("only_second_right").GetInt64();
            Close(Number(row, "exact_p"), McNemar.ExactP(first, second));
            if (!row.TryGetProperty("chi2_corrected", out JsonElement chiSquare)) continue;
            (double statistic, double p) = McNemar.Corrected(first, second);
            Close([Number(chiSquare), Number(row, "chi2_corrected_p")], [statistic, p]);
        }
    }

    [Fact]
    public void The_paired_bootstrap_equals_its_formula()
    {
        JsonElement golden = Read("tests.json").GetProperty("paired_bootstrap");
        double[] first = Numbers(golden, "first"), second = Numbers(golden, "second");
        int[][] resamples = [.. golden.GetProperty("indices").EnumerateArray().Select(r => r.EnumerateArray().Select(i => i.GetInt32()).ToArray())];
        var paired = PairedBootstrap.Of(first.Length, rows => rows.Average(i => first[i]), rows => rows.Average(i => second[i]), resamples);
        Close(
            [Number(golden, "difference"), Number(golden, "p_share_not_better"), Number(golden, "p_two_sided_centred")],
            [paired.Difference, paired.PNotBetter, paired.PTwoSided]);
    }

    [Fact]
    public void Paired_tests_equal_SciPy()
    {
        JsonElement t = Read("tests.json").GetProperty("paired_t"), w = Read("tests.json").GetProperty("wilcoxon");
        (double statistic, double p) = PairedTests.StudentT(Numbers(t, "first"), Numbers(t, "second"));
        Close([Number(t, "t"), Number(t, "p")], [statistic, p]);
        (statistic, p) = PairedTests.Wilcoxon(Numbers(w, "first"), Numbers(w, "second"));
        Close([Number(w, "w"), Number(w, "p")], [statistic, p]);
    }

    [Fact]
    public void The_exact_and_the_normal_Wilcoxon_test_agree_on_many_pairs()
    {
        double[] ranks = [.. Enumerable.Range(1, 48).Select(i => (double)i), 49.5, 49.5];
        foreach (double w in new[] { 400, 500.5, 600 })
        {
            double exact = PairedTests.ExactP(ranks, w);
            Assert.InRange(PairedTests.NormalP(ranks, w) / exact, 0.95, 1.05);
        }
    }

    [Fact]
    public void Binomial_intervals_equal_SciPy()
    {
        foreach (double[] row in Read("tests.json").GetProperty("wilson_interval_95").EnumerateArray().Select(Numbers))
        {
            Interval interval = BinomialInterval.Wilson((long)row[0], (long)row[1]);
            Close(row[2..], [interval.Low, interval.High]);
        }

        foreach (double[] row in Read("tests.json").GetProperty("clopper_pearson_95").EnumerateArray().Select(Numbers))
        {
            Interval interval = BinomialInterval.ClopperPearson((long)row[0], (long)row[1]);
            Close(row[2..], [interval.Low, interval.High]);
        }
    }

    [Fact]
    public void More_hits_than_rows_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => BinomialInterval.Wilson(3, 2));

    [Theory]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(-1.2815515655446004, 0.1)]
    [InlineData(-6.361340902404056, 1e-10)]
    public void The_normal_distribution_and_its_inverse_agree(double x, double share)
    {
        Close(x, NormalDistribution.Quantile(share));
        Close(share, NormalDistribution.Cdf(x));
    }
}
