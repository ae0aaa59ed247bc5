using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Evaluations;
using FineTuneTrainer.Core.Metrics.Statistics;

namespace FineTuneTrainer.Core.Tests.Evaluations;

/// <summary>A report says which model is better, how sure that is, and for which rows.</summary>
public sealed class EvaluationTests
{
    [Fact]
    public void Scores_and_difference_are_those_of_all_rows()
    {
        var models = new TwoModels();
        var report = models.Report(models.Base, models.Tuned);
        Assert.Equal(12 / 60.0, report.Base!.Values["accuracy"]);
        Assert.Equal(54 / 60.0, report.Tuned!.Values["accuracy"]);
        Assert.Equal(42 / 60.0, report.Difference!.Value, 1e-12);
        Assert.Equal(VerdictType.Better, report.Difference.Verdict);
        Assert.Equal(("accuracy", DirectionType.Maximize, 60, "Test"), (report.Metric, report.Direction, report.Rows, report.ScoredOn));
    }

    [Fact]
    public void Intervals_are_percentiles_of_the_same_resamples_for_both()
    {
        var models = new TwoModels();
        IReadOnlyList<int[]> draws = [.. Bootstrap.Resamples(60, 1000, 5)];
        double[] before = [.. draws.Select(draw => draw.Count(row => row % 5 == 0) / 60.0)];
        double[] after = [.. draws.Select(draw => draw.Count(row => row % 10 != 0) / 60.0)];
        var report = models.Report(models.Base, models.Tuned);
        Same(before, report.Base!.Interval!);
        Same(after, report.Tuned!.Interval!);
        Same([.. after.Zip(before, (now, was) => now - was)], report.Difference!.Interval!);
        Assert.Equal((0.95, 1000, 5), (report.Resampling.Level, report.Resampling.Resamples, report.Resampling.Seed));
    }

    [Fact]
    public void Rows_that_only_one_model_gets_right_are_counted()
    {
        var models = new TwoModels();
        var rows = models.Report(models.Base, models.Tuned).Difference!.Rows!;
        // Of 12 rows that the base model gets right, 6 are tens, which the tuned one gets wrong; of 54 of the tuned one 48 are left.
        Assert.Equal((6, 48, McNemar.ExactP(6, 48)), (rows.OnlyBase, rows.OnlyTuned, rows.P));
    }

    [Fact]
    public void The_same_model_twice_is_undecided_and_a_worse_one_is_worse()
    {
        var models = new TwoModels();
        Assert.Equal((VerdictType.Undecided, 0.0), (models.Report(models.Base, models.Base).Difference!.Verdict, models.Report(models.Base, models.Base).Difference!.Value));
        Assert.Equal(VerdictType.Worse, models.Report(models.Tuned, models.Base).Difference!.Verdict);
    }

    [Fact]
    public void A_metric_that_should_be_small_is_judged_the_other_way()
    {
        var models = new TwoModels();
        var spec = models.Spec with { Evaluation = new EvaluationSpec { Metric = "loss", Slices = ["language"] } };
        var report = Evaluation.Of(spec, models.Labels, new JudgedRows(models.Rows, "Test", models.Base, models.Tuned), TestContext.Current.CancellationToken);
        Assert.Equal((DirectionType.Minimize, VerdictType.Better), (report.Direction, report.Difference!.Verdict));
        Assert.True(report.Difference.Value < 0);
    }

    [Fact]
    public void Every_class_has_its_scores_by_both_models()
    {
        var models = new TwoModels();
        var report = models.Report(models.Base, models.Tuned);
        Assert.Equal(["fruit", "tool", "water"], report.Classes.Select(one => one.Label));
        Assert.All(report.Classes, one => Assert.Equal(20, one.Support));
        Assert.All(report.Classes, one => Assert.True(one.Tuned!.F1 > one.Base!.F1));
        Assert.Equal(60, report.Confusion!.Tuned!.Sum(row => row.Sum()));
        Assert.Equal(18, report.Confusion.Tuned![0][0]);
    }

    [Fact]
    public void Slices_score_their_own_rows()
    {
        var models = new TwoModels();
        var report = models.Report(models.Base, models.Tuned);
        Assert.Equal([("de", 30), ("(none)", 15), ("en", 15)], report.Slices.Where(slice => slice.By == "language").Select(slice => (slice.Value, slice.Rows)));
        var german = report.Slices.Single(slice => slice.Value == "de");
        int[] rows = [.. Enumerable.Range(0, 60).Where(row => row % 4 > 1)];
        Assert.Equal(rows.Count(row => row % 10 != 0) / 30.0, german.Tuned!.Values["accuracy"]);
        Assert.Equal(rows.Count(row => row % 5 == 0) / 30.0, german.Base!.Values["accuracy"]);
        Assert.NotNull(german.Tuned.Interval);
        Assert.Equal(60, report.Slices.Where(slice => slice.By == Slices.Length).Sum(slice => slice.Rows));
    }

    [Fact]
    public void One_model_alone_has_scores_and_no_verdict()
    {
        var models = new TwoModels();
        var report = models.Report(null, models.Tuned);
        Assert.Null(report.Difference);
        Assert.Null(report.Base);
        Assert.All(report.Classes, one => Assert.Null(one.Base));
        Assert.StartsWith("The tuned model's accuracy on 60 Test rows is 0.9000 (95 % interval", EvaluationText.Verdict(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_to_the_byte()
    {
        var models = new TwoModels();
        Assert.Equal(Json(models), Json(new TwoModels()));

        static string Json(TwoModels models) => JsonSerializer.Serialize(models.Report(models.Base, models.Tuned), ContractJson.Indented);
    }

    [Fact]
    public void An_area_that_too_many_resamples_leave_undefined_has_no_interval()
    {
        // One row of a third class: a third of the resamples miss it.
        var models = new TwoModels(rows: 4);
        var spec = models.Spec with { Evaluation = new EvaluationSpec { Metric = "roc_auc", Slices = ["language"] } };
        var report = Evaluation.Of(spec, models.Labels, new JudgedRows(models.Rows, "Test", models.Base, models.Tuned), TestContext.Current.CancellationToken);
        Assert.Contains("roc_auc", report.Tuned!.Values.Keys);
        Assert.Null(report.Tuned.Interval);
        Assert.Equal(VerdictType.Undecided, report.Difference!.Verdict);
    }

    [Fact]
    public void Large_test_sets_take_fewer_resamples()
    {
        var few = new TwoModels(rows: 100);
        Assert.Equal(1000, few.Report(few.Base, few.Tuned).Resampling.Resamples);
        var many = new TwoModels(rows: 10_000);
        Assert.Equal(500, many.Report(null, many.Tuned).Resampling.Resamples);
    }

    private static void Same(double[] values, ScoreInterval interval)
    {
        double[] sorted = [.. values.Order()];
        Assert.Equal(Bootstrap.Quantile(sorted, 0.025), interval.Low, 1e-12);
        Assert.Equal(Bootstrap.Quantile(sorted, 0.975), interval.High, 1e-12);
    }
}
