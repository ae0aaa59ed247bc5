using FineTune.Contract;
using FineTune.Storage;
using FineTuneTrainer.Core.Evaluations;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Run.Evaluations;
using FineTuneTrainer.Watch;

namespace FineTuneTrainer.Run;

/// <summary>One run, top to bottom: claim, fetch, check, build, resume, judge, train, judge again, publish.</summary>
public sealed class RunPipeline(RunSpec spec, IObjectStore store, string scratch, IRunWatch watch, TimeProvider time)
{
    private readonly ObjectUri _folder = ObjectUri.Parse(spec.Output.Uri);
    private readonly long _started = time.GetTimestamp();

    /// <summary>Runs; returns the report of a published run, throws for every other end.</summary>
    public async Task<RunReport> RunAsync(string metricsFile, Action flushMetrics, CancellationToken cancellationToken)
    {
        var fence = new Fence(store, _folder, spec.Run.Epoch);
        if (spec.Mode == RunMode.Train)
            await fence.ClaimAsync(cancellationToken);
        if (await AlreadyTrained.FindAsync(spec, store, cancellationToken) is { } done)
            return done;

        watch.Stage("Downloading");
        var inputs = await Inputs.FetchAsync(spec, store, scratch, cancellationToken);
        if (await AlreadyTrained.FindEarlierAsync(spec, inputs, store, cancellationToken) is { } earlier)
            return earlier;

        watch.Stage("Preparing");
        var checkpointer = new Checkpointer(spec, store, scratch, fence, watch, time);
        var resume = await checkpointer.FindAsync(cancellationToken);
        var trained = await TrainingThread.RunAsync(resume?.State.Threads ?? TrainingThread.DefaultThreads, () => Train(inputs, checkpointer, resume, cancellationToken));
        watch.Stage("Uploading");
        flushMetrics();
        if (spec.Mode == RunMode.Train)
            await fence.CheckAsync(cancellationToken);
        return await new Outputs(spec, store, scratch).PublishAsync(trained, metricsFile, cancellationToken);
    }

    private RunReport Train(Inputs inputs, Checkpointer checkpointer, (LoopState State, string Folder)? resume, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var built = RecipeFactory.Build(spec, inputs, resume?.State.LinearKernel, watch, cancellationToken);
        var memory = new RunMemory();
        checkpointer.Attach(built.Recipe, memory);
        var state = resume?.State ?? built.Start;
        if (resume is { } from)
        {
            checkpointer.Restore(from.Folder);
            watch.Checkpointed(checkpointer.Latest!);
            watch.Say($"resumed from the checkpoint of step {state.Step}");
        }

        if (spec.Mode == RunMode.Validate)
            return Finish(built, inputs, state, checkpointer, null, 0);
        state = Baseline(built, state, memory, cancellationToken);
        var start = time.GetTimestamp();
        var tokensBefore = state.Tokens;
        state = new TrainingLoop(built.Recipe, built.Settings, new Watchers([watch, memory]), checkpointer, time).Run(state, cancellationToken);
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        if (spec.Evaluation.KeepBest)
            built.Recipe.Best.Restore();
        watch.Stage("Evaluating");
        var (tuned, evaluation) = JudgeTuned(built, state, memory, checkpointer, cancellationToken);
        built.Save(scratch, inputs, state, tuned, evaluation);
        return Finish(built, inputs, state, checkpointer, tuned, seconds > 0 ? (state.Tokens - tokensBefore) / seconds : 0);
    }

    private (Scores? Tuned, EvaluationReport? Evaluation) JudgeTuned(BuiltRun built, LoopState state, RunMemory memory, Checkpointer checkpointer, CancellationToken cancellationToken)
    {
        try
        {
            var final = new FinalEvaluation(spec, built, built.ScoredRows, time);
            if (final.Judge(cancellationToken) is not var (tuned, seconds))
                return default;
            if (!double.IsFinite(tuned["loss"]))
                throw new DivergedException("tuned model's loss", state.Step, tuned["loss"]);
            watch.Evaluated(state.Step, "final", tuned, best: false);
            var baseline = memory.Baseline is { } rows ? built.Recipe.Task.Outcomes(rows) : null;
            var evaluation = final.Report(baseline, tuned.Outcomes, seconds, cancellationToken);
            watch.Say(EvaluationText.Verdict(evaluation));
            EvaluationFiles.Write(scratch, evaluation, memory.Loss, memory.Held);
            return (tuned, evaluation);
        }
        catch (OperationCanceledException) when (spec.Checkpoint.SaveOnTermination)
        {
            // All steps are done: the next attempt only judges and publishes.
            checkpointer.Save(state);
            throw;
        }
    }

    private LoopState Baseline(BuiltRun built, LoopState state, RunMemory memory, CancellationToken cancellationToken)
    {
        if (!spec.Evaluation.Baseline || state.Baseline is not null)
            return state;
        watch.Stage("Evaluating");
        var scores = built.Judge(cancellationToken);
        if (scores is null)
            return state;
        watch.Evaluated(0, "baseline", scores, best: false);
        memory.Baseline = scores.Outcomes.Numbers;
        return state with { Baseline = scores.Values.Where(pair => double.IsFinite(pair.Value)).ToDictionary() };
    }

    private RunReport Finish(BuiltRun built, Inputs inputs, LoopState state, Checkpointer checkpointer, Scores? tuned, double tokensPerSecond) => new()
    {
        Version = RunReport.CurrentVersion,
        Class = nameof(ExitCode.Ok),
        ExitCode = (int)ExitCode.Ok,
        Message = MessageOf(state),
        Step = state.Step,
        TotalSteps = built.Settings.TotalSteps,
        LastCheckpoint = checkpointer.Latest,
        Method = spec.Method.Type.ToString(),
        TotalParameters = built.TotalParameters,
        TrainableParameters = built.TrainableParameters,
        Baseline = state.Baseline,
        Tuned = tuned?.Values,
        ScoredOn = built.ScoredOn,
        DurationSeconds = Math.Round(time.GetElapsedTime(_started).TotalSeconds, 3),
        TokensPerSecond = Math.Round(tokensPerSecond, 1),
        PeakMemoryBytes = Report.PeakMemory(),
        Device = built.Device,
        LinearKernel = built.LinearKernel,
        Inputs = [.. inputs.Digests.Select(digest => digest with { Records = built.RecordsOf(digest.Name) })],
    };

    private string MessageOf(LoopState state) => spec.Mode switch
    {
        RunMode.Validate => "all inputs are valid",
        RunMode.Rehearsal => $"all inputs are valid; rehearsed {state.Step} steps, published nothing",
        _ => state.StoppedEarly ? $"stopped early at step {state.Step}, best at step {state.BestStep}" : $"trained {state.Step} steps",
    };
}
