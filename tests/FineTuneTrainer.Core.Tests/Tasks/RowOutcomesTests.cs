using FineTune.Contract;
using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Metrics.Tagging;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Tasks;

/// <summary>What an evaluation keeps of each row says the same as the model itself, of all rows and of any of them.</summary>
[Collection(TorchCollection.Name)]
public sealed class RowOutcomesTests
{
    private const double Rounding = 1e-5;

    public static TheoryData<string, string, string> Tasks => new()
    {
        { JudgedRig.SingleLabel, TaskTypes.SequenceClassification, nameof(TaskProblem.SingleLabel) },
        { JudgedRig.MultiLabel, TaskTypes.SequenceClassification, nameof(TaskProblem.MultiLabel) },
        { JudgedRig.Regression, TaskTypes.SequenceClassification, nameof(TaskProblem.Regression) },
        { JudgedRig.Tags, TaskTypes.TokenClassification, "" },
        { JudgedRig.Masked, TaskTypes.MaskedLM, "" },
        { JudgedRig.Causal, TaskTypes.CausalLM, "" },
    };

    [Theory, MemberData(nameof(Tasks))]
    public void Every_metric_of_the_task_is_there(string task, string type, string variant)
    {
        using var rig = new JudgedRig(task);
        Assert.Equal(TaskTypes.Find(type, variant)!.Metrics.Order(), rig.Judge(4).Values.Keys.Order());
    }

    [Theory, MemberData(nameof(Tasks))]
    public void A_row_stands_at_its_own_number_whatever_the_batches(string task, string type, string variant)
    {
        Assert.NotNull(TaskTypes.Find(type, variant));
        using var rig = new JudgedRig(task);
        foreach (var size in (int[])[1, 4, 23])
        {
            var all = rig.Judge(size).Outcomes;
            Assert.Equal(rig.Rows.Count, all.Count);
            for (var row = 0; row < all.Count; row++)
                Same(rig.JudgeAlone(row).Values, all.Score([row]));
        }
    }

    [Theory, MemberData(nameof(Tasks))]
    public void The_numbers_make_the_same_outcomes_again(string task, string type, string variant)
    {
        Assert.NotNull(TaskTypes.Find(type, variant));
        using var rig = new JudgedRig(task);
        var scores = rig.Judge(4);
        var again = Scores.Of(rig.Task.Outcomes(scores.Outcomes.Numbers));
        Assert.Equal(scores.Values, again.Values);
        Assert.Equal(scores.Classes, again.Classes);
        Assert.Equal(scores.Confusion, again.Confusion);
    }

    [Theory, MemberData(nameof(Tasks))]
    public void One_metric_alone_is_the_one_among_all(string task, string type, string variant)
    {
        using var rig = new JudgedRig(task);
        var outcomes = rig.Judge(4).Outcomes;
        int[] rows = [3, 3, 0, 7, 22, 5, 1, 2];
        Assert.All(TaskTypes.Find(type, variant)!.Metrics, metric => Assert.Equal(outcomes.Score(rows).GetValueOrDefault(metric, double.NaN), outcomes.Score(rows, metric)));
    }

    [Theory, MemberData(nameof(Tasks))]
    public void The_loss_is_the_one_that_is_learned_by(string task, string type, string variant)
    {
        Assert.NotNull(TaskTypes.Find(type, variant));
        using var rig = new JudgedRig(task);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        rig.Model.Training = false;
        double sum = 0, count = 0;
        foreach (var batch in rig.Collation.InLengthOrder(rig.Rows, 4))
        {
            LossTerm loss = rig.Task.Loss(rig.Model.Forward(batch), batch);
            (sum, count) = (sum + loss.Sum.item<float>(), count + loss.Count);
        }

        Assert.Equal(sum / count, rig.Judge(4)["loss"], Rounding);
    }

    [Fact]
    public void Classes_are_counted_as_the_model_says_them()
    {
        using var rig = new JudgedRig(JudgedRig.SingleLabel);
        var counted = new ClassificationScores(3);
        var ranking = new MulticlassRanking(3);
        foreach (var (logits, labels) in Logits(rig))
        {
            counted.Add([(int)logits.argmax(1).item<long>()], [(int)labels.item<long>()]);
            ranking.Add([.. logits.softmax(1).data<float>().Select(value => (double)value)], (int)labels.item<long>());
        }

        var scores = rig.Judge(4);
        Assert.Equal(counted.Confusion(), scores.Confusion);
        Assert.Equal(counted.Accuracy, scores["accuracy"]);
        Assert.Equal(counted.MacroF1, scores["f1_macro"]);
        Assert.Equal(counted.Accuracy, scores["f1_micro"], 1e-12);
        Assert.Equal(counted.WeightedF1, scores["f1_weighted"]);
        Assert.Equal(counted.MacroPrecision, scores["precision_macro"]);
        Assert.Equal(counted.MacroRecall, scores["recall_macro"]);
        Assert.Equal(counted.MatthewsCorrelation, scores["mcc"]);
        Assert.Equal(ranking.OneVersusRest(), scores["roc_auc"], Rounding);
    }

    [Fact]
    public void Label_sets_are_counted_as_the_model_says_them()
    {
        using var rig = new JudgedRig(JudgedRig.MultiLabel);
        var counted = new MultiLabelScores(3);
        var ranking = new MultiLabelRanking(3);
        foreach (var (logits, labels) in Logits(rig))
        {
            bool[] actual = [.. labels.data<float>().Select(value => value == 1)];
            counted.Add([.. logits.data<float>().Select(value => value > 0)], actual);
            ranking.Add([.. logits.data<float>().Select(value => (double)value)], actual);
        }

        var scores = rig.Judge(4);
        Assert.Equal(counted.Average(Averaging.Micro).F, scores["f1_micro"]);
        Assert.Equal(counted.Average(Averaging.Macro).F, scores["f1_macro"]);
        Assert.Equal(counted.Average(Averaging.Weighted).F, scores["f1_weighted"]);
        Assert.Equal(counted.SubsetAccuracy, scores["accuracy"]);
        Assert.Equal(ranking.MacroRocAuc, scores["roc_auc"], Rounding);
        Assert.Equal(ranking.MacroAveragePrecision, scores["pr_auc"], Rounding);
    }

    [Fact]
    public void Numbers_are_counted_as_the_model_says_them()
    {
        using var rig = new JudgedRig(JudgedRig.Regression);
        var counted = new RegressionScores();
        foreach (var (logits, labels) in Logits(rig))
            counted.Add(logits.item<float>(), labels.item<float>());
        var scores = rig.Judge(4);
        Assert.Equal(counted.MeanSquaredError, scores["mse"], Rounding);
        Assert.Equal(counted.MeanAbsoluteError, scores["mae"], Rounding);
        Assert.Equal(counted.R2, scores["r2"], 1e-3);
        Assert.Equal(counted.Pearson, scores["pearson"], 1e-3);
    }

    [Fact]
    public void Entities_are_counted_as_the_model_says_them()
    {
        using var rig = new JudgedRig(JudgedRig.Tags);
        var counted = new EntityScores();
        foreach (var (logits, labels) in Logits(rig))
        {
            long[] predicted = [.. logits.argmax(2).data<long>()], actual = [.. labels.data<long>()];
            int[] words = [.. Enumerable.Range(0, actual.Length).Where(i => actual[i] >= 0)];
            counted.Add([.. words.Select(i => rig.Task.Labels[(int)predicted[i]])], [.. words.Select(i => rig.Task.Labels[(int)actual[i]])]);
        }

        var scores = rig.Judge(4);
        Assert.Equal(counted.Average(Averaging.Micro).F, scores["f1"]);
        Assert.Equal(counted.Average(Averaging.Micro).Precision, scores["precision"]);
        Assert.Equal(counted.Average(Averaging.Micro).Recall, scores["recall"]);
        Assert.Equal(counted.Average(Averaging.Macro).F, scores["f1_macro"]);
        Assert.Equal(counted.Average(Averaging.Weighted).F, scores["f1_weighted"]);
        Assert.Equal(counted.TokenAccuracy, scores["accuracy"]);
        Assert.Equal(["LOC", "PER"], scores.Classes.Select(one => one.Label));
    }

    [Fact]
    public void An_area_without_rows_of_every_class_is_absent()
    {
        using var rig = new JudgedRig(JudgedRig.SingleLabel);
        var values = rig.Judge(4).Outcomes.Score([0, 1, 3, 4]);
        Assert.DoesNotContain("roc_auc", values.Keys);
        Assert.DoesNotContain("pr_auc", values.Keys);
        Assert.Contains("mcc", values.Keys);
    }

    private static IEnumerable<(Tensor Logits, Tensor Labels)> Logits(JudgedRig rig)
    {
        using var noGrad = no_grad();
        rig.Model.Training = false;
        foreach (var row in rig.Rows)
        {
            using var scope = NewDisposeScope();
            var batch = rig.Collation.InLengthOrder([row], 1).Single();
            yield return (rig.Model.Forward(batch).contiguous(), batch.Labels.contiguous());
        }
    }

    private static void Same(IReadOnlyDictionary<string, double> expected, IReadOnlyDictionary<string, double> actual)
    {
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        foreach (var (metric, value) in expected)
            Assert.Equal(value, actual[metric], Rounding * Math.Max(1, Math.Abs(value)));
    }
}
