using FineTuneTrainer.Core.Tests.Kernels;
using FineTuneTrainer.Core.Tests.Loop;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Tasks;

/// <summary>Evaluation is a pure look at the model.</summary>
[Collection(TorchCollection.Name)]
public sealed class SequenceClassificationTaskTests
{
    [Fact]
    public void The_batch_size_does_not_change_the_scores()
    {
        using var rig = new LoopRig();
        var one = rig.Recipe.Task.Evaluate(rig.Recipe.Model, rig.Recipe.Collation.InLengthOrder(rig.Recipe.Train, 1), TestContext.Current.CancellationToken);
        var many = rig.Recipe.Task.Evaluate(rig.Recipe.Model, rig.Recipe.Collation.InLengthOrder(rig.Recipe.Train, 5), TestContext.Current.CancellationToken);
        Assert.Equal(12, one.Rows);
        Assert.Equal(one["accuracy"], many["accuracy"]);
        Assert.Equal(one["loss"], many["loss"], 1e-5);
    }

    [Fact]
    public void Evaluation_uses_no_randomness_and_leaves_training_mode_and_tensors_as_they_were()
    {
        using var rig = new LoopRig(dropout: 0.5);
        using var before = get_rng_state();
        var tensors = LoopRig.LiveTensors();
        rig.Recipe.Task.Evaluate(rig.Recipe.Model, rig.Recipe.Collation.InLengthOrder(rig.Recipe.Train, 5), TestContext.Current.CancellationToken);
        Assert.InRange(Tensor.TotalCount, 0, tensors);
        using var after = get_rng_state();
        Assert.Equal(before.data<byte>().ToArray(), after.data<byte>().ToArray());
        Assert.True(rig.Recipe.Model.Training);
    }

    [Fact]
    public void A_cancelled_evaluation_leaves_training_mode_on()
    {
        using var rig = new LoopRig();
        Assert.Throws<OperationCanceledException>(() => rig.Recipe.Task.Evaluate(rig.Recipe.Model, rig.Recipe.Collation.InLengthOrder(rig.Recipe.Train, 5), new CancellationToken(canceled: true)));
        Assert.True(rig.Recipe.Model.Training);
    }
}
