using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using TorchSharp;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Loop;

/// <summary>Steps, accumulation, clipping, evaluation, checkpoints, cancellation; knows no model, task or method by name.</summary>
public sealed class TrainingLoop(Recipe recipe, LoopSettings settings, IRunObserver observer, ICheckpoints checkpoints, TimeProvider time)
{
    private int _epoch = -1;
    private IReadOnlyList<int[]> _order = [];

    /// <summary>Runs from <paramref name="state"/> to the end, or until cancelled (then a checkpoint is saved first).</summary>
    public LoopState Run(LoopState state, CancellationToken cancellationToken)
    {
        var lastSave = time.GetTimestamp();
        if (!IsDone(state))
            observer.Stage("Training");
        while (!IsDone(state))
        {
            StopIfCancelled(state, cancellationToken);
            // A run stopped inside an evaluation resumes with that evaluation: the state says which step was judged last.
            state = DueForEvaluation(state) ? Judge(state, cancellationToken) : Advance(state);
            if (DueForEvaluation(state) || !DueForCheckpoint(state, lastSave))
                continue;
            Save(state);
            lastSave = time.GetTimestamp();
        }

        return state;
    }

    private void StopIfCancelled(LoopState state, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
            return;
        if (settings.Checkpoint.SaveOnTermination && state.Step > 0)
            Save(state);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private LoopState Advance(LoopState state)
    {
        using var scope = NewDisposeScope();
        var indices = RowsOf(state.Step);
        var loss = 0.0;
        var real = 0;
        long padded = 0;
        List<Batch> batches = [.. indices.Chunk(settings.MicroBatchSize).Select((micro, i) => recipe.Collation.Collate(Array.ConvertAll(micro, index => recipe.Train[index]), new Occasion(state.Step, i * settings.MicroBatchSize)))];
        // A step without a single label that counts has loss 0, not 0 / 0.
        var count = Math.Max(1, batches.Sum(recipe.Task.Count));
        foreach (var batch in batches)
        {
            // The graph of one micro-batch must not outlive it.
            using var inner = NewDisposeScope();
            var mean = recipe.Task.Loss(recipe.Model.Forward(batch), batch).Sum / count;
            mean.backward();
            loss += mean.ToDouble();
            real += batch.RealTokens;
            padded += batch.PaddedTokens;
        }

        var step = state.Step + 1;
        if (!double.IsFinite(loss))
            throw new DivergedException("loss", step, loss);
        var norm = settings.MaxGradientNorm > 0 ? recipe.Clip(settings.MaxGradientNorm) : double.NaN;
        if (settings.MaxGradientNorm > 0 && !double.IsFinite(norm))
            throw new DivergedException("gradient norm", step, norm);
        var rate = recipe.Rate(state.Step);
        recipe.Optimizer.Step(rate);
        foreach (var (_, parameter) in recipe.Trainable)
            parameter.grad = null;
        observer.Step(new StepInfo(step, settings.TotalSteps, (double)step / settings.StepsPerEpoch, loss, rate, norm, real, padded));
        return state with { Step = step, Tokens = state.Tokens + real };
    }

    // An epoch's order is computed once, when its first step is taken.
    private int[] RowsOf(int step)
    {
        var epoch = step / settings.StepsPerEpoch;
        if (epoch != _epoch)
            (_epoch, _order) = (epoch, recipe.Batches.Epoch(epoch));
        return _order[step % settings.StepsPerEpoch];
    }

    private LoopState Judge(LoopState state, CancellationToken cancellationToken)
    {
        observer.Stage("Evaluating");
        var scores = Scores(state, cancellationToken);
        if (!double.IsFinite(scores["loss"]))
            throw new DivergedException("evaluation's loss", state.Step, scores["loss"]);
        // A metric that these rows leave undefined is no better than any other.
        var value = scores.Values.GetValueOrDefault(settings.Evaluation.Metric, double.NaN);
        var better = EarlyStopping.Improves(state.Best, value, settings.Evaluation);
        if (better && settings.Evaluation.KeepBest)
            recipe.Best.Keep();
        observer.Evaluated(state.Step, "eval", scores, better);
        observer.Stage("Training");
        return EarlyStopping.After(state with { JudgedStep = state.Step }, value, better, settings.Evaluation);
    }

    private Scores Scores(LoopState state, CancellationToken cancellationToken)
    {
        try
        {
            return recipe.Task.Evaluate(recipe.Model, recipe.Collation.InLengthOrder(recipe.Validation, recipe.EvaluationBatchSize), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            StopIfCancelled(state, cancellationToken);
            throw;
        }
    }

    private bool IsDone(LoopState state) => state.StoppedEarly || (state.Step >= settings.TotalSteps && !DueForEvaluation(state));

    private bool DueForEvaluation(LoopState state) =>
        recipe.Validation.Count > 0 && state.Step > state.JudgedStep && settings.EvaluatesAfter(state.Step);

    private bool DueForCheckpoint(LoopState state, long lastSave)
    {
        if (state.Step >= settings.TotalSteps || state.StoppedEarly)
            return false;
        var bySteps = settings.Checkpoint.EverySteps is { } steps && state.Step % steps == 0;
        var byTime = settings.Checkpoint.EverySeconds is { } seconds && time.GetElapsedTime(lastSave).TotalSeconds >= seconds;
        return bySteps || byTime;
    }

    private void Save(LoopState state)
    {
        observer.Stage("Checkpointing");
        checkpoints.Save(state);
        observer.Stage("Training");
    }
}
