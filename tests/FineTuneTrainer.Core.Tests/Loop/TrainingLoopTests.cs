using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tests.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Loop;

/// <summary>The loop's arithmetic and its rhythm.</summary>
[Collection(TorchCollection.Name)]
public sealed class TrainingLoopTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_split_into_micro_batches_gives_the_gradient_of_the_whole_batch(int microBatch)
    {
        using var whole = new LoopRig();
        using var split = new LoopRig();
        whole.Settings = whole.Settings with { TotalSteps = 1 };
        split.Settings = split.Settings with { TotalSteps = 1, MicroBatchSize = microBatch };
        whole.Run();
        split.Run();

        Assert.Equal(whole.Steps[0].Loss, split.Steps[0].Loss, 1e-6);
        foreach (var (name, expected) in whole.Gradients)
            Assert.All(expected.Zip(split.Gradients[name]), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Gradients_are_clipped_once_a_step_after_all_micro_batches()
    {
        using var rig = new LoopRig();
        rig.Settings = rig.Settings with { TotalSteps = 1, MicroBatchSize = 2, MaxGradientNorm = 1e-3 };
        rig.Run();
        var norm = Math.Sqrt(rig.Gradients.Values.SelectMany(gradient => gradient).Sum(value => (double)value * value));
        Assert.Equal(norm, rig.Steps[0].GradientNorm, 1e-5);
    }

    [Fact]
    public void Every_row_is_used_once_an_epoch_the_partial_batch_included()
    {
        using var rig = new LoopRig(rows: 10);
        rig.Settings = rig.Settings with { TotalSteps = 3 };
        rig.Run();
        Assert.Equal(rig.Recipe.Train.Sum(row => row.Ids.Length), rig.Steps.Sum(step => step.Tokens));
        Assert.Equal([1 / 3.0, 2 / 3.0, 1], rig.Steps.Select(step => step.DataEpoch));
    }

    [Fact]
    public void Two_thousand_steps_leave_no_tensor_behind()
    {
        using var rig = new LoopRig(dropout: 0.1, rows: 6, batchSize: 2);
        rig.Settings = rig.Settings with { TotalSteps = 20, MicroBatchSize = 1 };
        var state = rig.Run();
        var before = LoopRig.LiveTensors();
        rig.Settings = rig.Settings with { TotalSteps = 2020, Evaluation = new EvaluationSpec { Metric = "accuracy", Direction = DirectionType.Maximize, Every = IntervalType.Steps, EverySteps = 250 } };
        rig.Run(state);
        // Without a collection first: what only a finalizer frees is a leak here.
        Assert.InRange(Tensor.TotalCount, 0, before);
    }

    [Fact]
    public void The_model_is_judged_at_every_epoch_and_checkpoints_follow_the_evaluation()
    {
        using var rig = new LoopRig();
        rig.Settings = rig.Settings with { Checkpoint = new CheckpointSpec { EverySteps = 3, EverySeconds = null } };
        rig.Run();
        Assert.Equal(["step 1", "step 2", "step 3", "eval 3", "save 3", "step 4", "step 5", "step 6", "eval 6"], rig.Events);
    }

    [Fact]
    public void Evaluation_by_steps_ends_with_the_last_step()
    {
        using var rig = new LoopRig();
        rig.Settings = rig.Settings with { TotalSteps = 5, Evaluation = new EvaluationSpec { Metric = "accuracy", Direction = DirectionType.Maximize, Every = IntervalType.Steps, EverySteps = 2 } };
        rig.Run();
        Assert.Equal(["eval 2", "eval 4", "eval 5"], rig.Events.Where(happened => happened.StartsWith("eval", StringComparison.Ordinal)));
    }

    [Fact]
    public void Early_stopping_counts_evaluations_without_improvement()
    {
        using var rig = new LoopRig();
        var evaluation = new EvaluationSpec { Metric = "accuracy", Direction = DirectionType.Maximize, Every = IntervalType.Steps, EverySteps = 1, EarlyStoppingPatience = 2, EarlyStoppingMinDelta = 100 };
        rig.Settings = rig.Settings with { TotalSteps = 50, Evaluation = evaluation };
        var state = rig.Run();
        Assert.True(state.StoppedEarly);
        Assert.Equal((3, 1), (state.Step, state.BestStep));
    }

    [Fact]
    public void A_cancelled_run_saves_where_it_stands()
    {
        using var rig = new LoopRig();
        using var stop = new CancellationTokenSource();
        rig.After = Cancel("step 2", stop);
        Assert.Throws<OperationCanceledException>(() => rig.RunUntil(stop.Token));
        Assert.Equal(["step 1", "step 2", "save 2"], rig.Events);
    }

    [Fact]
    public void A_run_cancelled_before_its_first_step_saves_nothing()
    {
        using var rig = new LoopRig();
        Assert.Throws<OperationCanceledException>(() => rig.RunUntil(new CancellationToken(canceled: true)));
        Assert.Empty(rig.Events);
    }

    [Fact]
    public void A_run_cancelled_before_an_evaluation_resumes_with_that_evaluation()
    {
        using var rig = new LoopRig();
        using var stop = new CancellationTokenSource();
        rig.After = Cancel("step 3", stop);
        Assert.Throws<OperationCanceledException>(() => rig.RunUntil(stop.Token));
        rig.Events.Clear();
        rig.After = _ => { };
        rig.Run(rig.Saved[^1]);
        Assert.Equal(["eval 3", "step 4"], rig.Events.Take(2));
    }

    [Fact]
    public void Cancelled_without_saving_on_termination_nothing_is_saved()
    {
        using var rig = new LoopRig();
        using var stop = new CancellationTokenSource();
        rig.Settings = rig.Settings with { Checkpoint = new CheckpointSpec { SaveOnTermination = false } };
        rig.After = Cancel("step 2", stop);
        Assert.Throws<OperationCanceledException>(() => rig.RunUntil(stop.Token));
        Assert.Empty(rig.Saved);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_run()
    {
        using var rig = new LoopRig();
        using (no_grad())
            rig.Recipe.Trainable[0].Parameter.fill_(float.NaN);
        var diverged = Assert.Throws<DivergedException>(() => rig.Run());
        Assert.Equal(1, diverged.Step);
    }

    private static Action<string> Cancel(string at, CancellationTokenSource stop) => happened =>
    {
        if (happened == at)
            stop.Cancel();
    };
}
