using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Losses.Preference;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Tasks;

/// <summary>From rows to a loss: pairs are collated, asked, and judged as the formulas say.</summary>
[Collection(TorchCollection.Name)]
public sealed class PreferenceTaskTests
{
    private const double Beta = 0.3;

    public static TheoryData<string> Losses => ["dpo", "ipo", "hinge", "orpo", "simpo"];

    [Theory, MemberData(nameof(Losses))]
    public void The_loss_of_a_padded_batch_equals_the_formula_pair_by_pair(string loss)
    {
        using var rig = new PairRig();
        var task = new PreferenceTask(Of(loss));
        double[] referenceChosen = [.. rig.Rows.Select(row => rig.LogsOf(row).Sum())], referenceRejected = [.. rig.Rows.Select(row => rig.LogsOf(row.Rejected!).Sum())];
        var rows = PreferenceTask.Ask(rig.Model, rig.Rows, rig.BatchesOf(rig.Rows), TestContext.Current.CancellationToken);
        rig.Disturb();

        var expected = rig.Rows.Select((row, i) => Formula(loss, rig.LogsOf(row), rig.LogsOf(row.Rejected!), referenceChosen[i], referenceRejected[i])).Sum();
        using var scope = NewDisposeScope();
        var (actual, count) = Loss(rig, task, rows);
        Assert.Equal(PairRig.Pairs, count);
        Assert.Equal(expected, actual, 1e-4 * Math.Max(1, Math.Abs(expected)));
    }

    [Theory, MemberData(nameof(Losses))]
    public void A_step_s_gradient_does_not_depend_on_its_micro_batches(string loss)
    {
        using var rig = new PairRig();
        var task = new PreferenceTask(Of(loss));
        var rows = PreferenceTask.Ask(rig.Model, rig.Rows, rig.BatchesOf(rig.Rows), TestContext.Current.CancellationToken);
        rig.Disturb();

        float[] whole = Gradient(rig, task, rows, PairRig.Pairs), split = Gradient(rig, task, rows, 2);
        var norm = Math.Sqrt(whole.Sum(value => (double)value * value));
        Assert.True(norm > 0.01, $"the gradient's norm is {norm}");
        Assert.All(whole.Zip(split), pair => Assert.Equal(pair.First, pair.Second, 1e-5 * norm));
    }

    [Fact]
    public void A_model_that_did_not_move_prefers_nothing_to_the_bit()
    {
        using var rig = new PairRig();
        var rows = PreferenceTask.Ask(rig.Model, rig.Rows, rig.BatchesOf(rig.Rows), TestContext.Current.CancellationToken);
        Assert.Equal(rig.Rows.Select(row => row.Ids), rows.Select(row => row.Ids));
        var scores = new PreferenceTask(Of("dpo")).Evaluate(rig.Model, rig.BatchesOf(rows), TestContext.Current.CancellationToken);
        Assert.Equal((0, 0, PairRig.Pairs), (scores["accuracy"], scores["margin"], scores.Rows));
        Assert.Equal(Math.Log(2), scores["loss"], 1e-6);
    }

    [Fact]
    public void Asking_leaves_the_model_and_the_randomness_as_they_were()
    {
        using var rig = new PairRig();
        using var before = get_rng_state();
        PreferenceTask.Ask(rig.Model, rig.Rows, rig.BatchesOf(rig.Rows), TestContext.Current.CancellationToken);
        using var after = get_rng_state();
        Assert.Equal(before.data<byte>().ToArray(), after.data<byte>().ToArray());
        Assert.True(rig.Model.Training);
    }

    [Fact]
    public void Pairs_are_judged_by_the_share_and_the_size_of_their_preferences()
    {
        using var rig = new PairRig();
        double[] margins = [.. rig.Rows.Select(row => Beta * (rig.LogsOf(row).Average() - rig.LogsOf(row.Rejected!).Average()))];
        var scores = new PreferenceTask(Of("simpo")).Evaluate(rig.Model, rig.BatchesOf(rig.Rows), TestContext.Current.CancellationToken);
        Assert.Equal(margins.Count(margin => margin > 0) / (double)PairRig.Pairs, scores["accuracy"]);
        Assert.Equal(margins.Average(), scores["margin"], 1e-5);
        Assert.Equal(margins[2], scores.Outcomes.Score([2], "margin"), 1e-5);
    }

    [Fact]
    public void A_loss_that_sorts_its_batch_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DpoPairs(new DpoOptions { Type = DpoLossType.Aot }));

    private static IPairLoss Of(string loss) => loss switch
    {
        "orpo" => new OrpoPairs(Beta),
        "simpo" => new SimpoPairs(Beta, 0.2),
        "dpo" => new DpoPairs(new DpoOptions { Beta = Beta }),
        _ => new DpoPairs(new DpoOptions { Beta = Beta, Type = Enum.Parse<DpoLossType>(loss, ignoreCase: true) }),
    };

    // The papers' and TRL's formulas for one pair, in double precision: log-probabilities token by token, and the reference's sums.
    private static double Formula(string loss, double[] chosen, double[] rejected, double referenceChosen, double referenceRejected)
    {
        double better = chosen.Sum() - referenceChosen, worse = rejected.Sum() - referenceRejected;
        return loss switch
        {
            "ipo" => Math.Pow((better / chosen.Length) - (worse / rejected.Length) - (1 / (2 * Beta)), 2),
            "hinge" => Math.Max(0, 1 - (Beta * (better - worse))),
            "orpo" => -chosen.Average() - (Beta * LogSigmoid(LogOdds(chosen.Average()) - LogOdds(rejected.Average()))),
            "simpo" => -LogSigmoid((Beta * (chosen.Average() - rejected.Average())) - 0.2),
            _ => -LogSigmoid(Beta * (better - worse)),
        };
    }

    private static double LogOdds(double log) => log - Math.Log(1 - Math.Exp(log));

    private static double LogSigmoid(double x) => -Math.Log(1 + Math.Exp(-x));

    private static (double Sum, double Count) Loss(PairRig rig, ITask task, IReadOnlyList<EncodedRow> rows)
    {
        using var batch = rig.Collation.Collate(rows, Core.Loop.Occasion.Evaluation(0));
        var term = task.Loss(rig.Model.Forward(batch), batch);
        Assert.Equal(term.Count, task.Count(batch));
        return (term.Sum.item<float>(), term.Count);
    }

    private static float[] Gradient(PairRig rig, ITask task, IReadOnlyList<EncodedRow> rows, int size)
    {
        foreach (var chunk in rows.Chunk(size))
        {
            using var scope = NewDisposeScope();
            using var batch = rig.Collation.Collate(chunk, Core.Loop.Occasion.Evaluation(0));
            (task.Loss(rig.Model.Forward(batch), batch).Sum / rows.Count).backward();
        }

        return rig.Gradients();
    }
}
