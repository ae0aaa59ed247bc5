using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Tasks;

/// <summary>A reward model's scores and what pairs of them come to.</summary>
[Collection(TorchCollection.Name)]
public sealed class RewardTaskTests
{
    // No padding id, the tokenizer's, and one that the tokenizer does not pad with.
    [Theory]
    [InlineData(null)]
    [InlineData(PairRig.Pad)]
    [InlineData(39)]
    public void A_decoder_scores_at_the_last_real_token_whatever_pads_its_row(int? padTokenId)
    {
        using var rig = new PairRig(ModelTask.SequenceClassification, padTokenId);
        EncodedRow[] rows = [.. rig.Rows.Select(row => row with { TokenLabels = null, Rejected = row.Rejected! with { TokenLabels = null } })];
        rows = [.. rows.Where(row => row.Ids[^1] != padTokenId && row.Rejected!.Ids[^1] != padTokenId)];
        double[] chosen = [.. rows.Select(row => Score(rig, row))], rejected = [.. rows.Select(row => Score(rig, row.Rejected!))];

        var scores = new RewardTask().Evaluate(rig.Model, rig.BatchesOf(rows), TestContext.Current.CancellationToken);
        Assert.Equal(chosen.Zip(rejected).Count(pair => pair.First > pair.Second) / (double)rows.Length, scores["accuracy"]);
        Assert.Equal(chosen.Zip(rejected).Average(pair => pair.First - pair.Second), scores["margin"], 1e-5);
        Assert.Equal(chosen.Zip(rejected).Average(pair => Math.Log(1 + Math.Exp(pair.Second - pair.First))), scores["loss"], 1e-5);
    }

    [Fact]
    public void Centering_holds_both_scores_around_zero()
    {
        using var rig = new PairRig(ModelTask.SequenceClassification);
        double[] sums = [.. rig.Rows.Select(row => Score(rig, row) + Score(rig, row.Rejected!))];
        var token = TestContext.Current.CancellationToken;
        var (plain, centered) = (new RewardTask().Evaluate(rig.Model, rig.BatchesOf(rig.Rows), token), new RewardTask(centering: 0.5).Evaluate(rig.Model, rig.BatchesOf(rig.Rows), token));
        Assert.Equal(0.5 * sums.Average(sum => sum * sum), centered["loss"] - plain["loss"], 1e-4);
    }

    private static double Score(PairRig rig, EncodedRow answer)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var length = answer.Ids.Length;
        using var batch = new Batch(tensor(answer.Ids.Select(id => (long)id).ToArray(), [1, length]), zeros(1), length);
        return rig.Model.Forward(batch).item<float>();
    }
}
