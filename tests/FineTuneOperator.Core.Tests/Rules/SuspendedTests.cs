using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core.Tests.Rules;

public sealed class SuspendedTests
{
    private static readonly Func<FineTuneJobSpec, FineTuneJobSpec> Suspend = spec => spec with { Suspend = true };

    [Fact]
    public void A_job_that_is_created_suspended_starts_nothing()
    {
        Decision decision = JobRules.Decide(Sample.Facts(Sample.Job(Suspend)));
        Assert.Equal("Suspended", decision.Rule);
        Assert.Empty(decision.Actions);
        Assert.Equal("True", decision.Condition(ConditionTypes.Suspended).Status);
        Assert.Equal(RunStates.Suspended, decision.Status!.State);
    }

    [Fact]
    public void A_running_attempt_is_deleted_then_waited_for_then_the_clock_stops()
    {
        var running = new FineTuneJobStatus { JobRef = new ChildReference { Name = "intents-1", Epoch = 1, RunningSince = Sample.Now.AddSeconds(-100).UtcDateTime } };
        JobFacts facts = Sample.Running(Sample.Job(Suspend, running));
        Decision delete = JobRules.Decide(facts);
        Assert.IsType<DeleteChild>(Assert.Single(delete.Actions));
        Assert.Equal(RunStates.Suspending, delete.Status!.State);

        JobFacts ending = facts.After(delete) with { Children = [] };
        Decision wait = JobRules.Decide(ending);
        Assert.Empty(wait.Actions);
        Assert.Equal(RunStates.Suspending, wait.Status!.State);

        JobFacts gone = ending.After(wait) with { Pods = [] };
        Decision still = JobRules.Decide(gone);
        Assert.Equal(RunStates.Suspended, still.Status!.State);
        Assert.Equal(100, still.Status.ActiveSeconds);
        Decision later = JobRules.Decide(gone.After(still, TimeSpan.FromHours(1)));
        Assert.Equal(100, later.Status!.ActiveSeconds);
        Assert.Empty(later.Events);
    }

    [Fact]
    public void The_checkpoint_that_the_pod_saved_on_its_way_is_shown()
    {
        var saved = new CheckpointInfo { Step = 12, Uri = "s3://models/out/checkpoints/step-12/", SizeBytes = 7, Time = Sample.Now };
        JobFacts ending = Sample.Facts(Sample.Job(Suspend, new FineTuneJobStatus { JobRef = new ChildReference { Name = "intents-1", Epoch = 1 } }))
            .WithPod(pod => pod with { Phase = "Failed", ExitCode = 143, Report = Sample.Report(143) with { LastCheckpoint = saved } });
        Decision still = JobRules.Decide(ending);
        Assert.Equal(12, still.Status!.Checkpoint!.Step);
        Assert.Equal(("True", "step 12"), (still.Condition(ConditionTypes.CheckpointAvailable).Status, still.Condition(ConditionTypes.CheckpointAvailable).Message));
        // The pod is gone with its report: what was seen stays.
        Assert.Equal(12, JobRules.Decide(ending.After(still) with { Pods = [] }).Status!.Checkpoint!.Step);
    }

    [Fact]
    public void What_stands_still_expects_no_end_and_keeps_its_steps_while_it_starts_again()
    {
        var progress = new ProgressStatus { ObservedEpoch = 1, Step = 12, TotalSteps = 30, Percent = 40, EstimatedCompletionTime = Sample.Now.UtcDateTime };
        FineTuneJobStatus still = JobRules.Decide(Sample.Facts(Sample.Job(Suspend, new FineTuneJobStatus { Progress = progress }))).Status!;
        Assert.Null(still.Progress!.EstimatedCompletionTime);
        var preparing = new RunProgress { Namespace = "team-a", Job = "intents", Uid = "u1", Epoch = 2, Stage = "Downloading", Time = Sample.Now };
        ProgressStatus started = ProgressReader.Apply(still, preparing, Sample.Now)!.Progress!;
        Assert.Equal((12, 30, 40, 2), (started.Step, started.TotalSteps, started.Percent, started.ObservedEpoch));
    }

    [Fact]
    public void A_resumed_job_goes_on_with_the_next_attempt_and_counts_nothing()
    {
        var status = new FineTuneJobStatus { Restarts = new RestartCounts { LastEpoch = 1 }, ActiveSeconds = 100 };
        Decision decision = JobRules.Decide(Sample.Facts(Sample.Job(status: status)));
        Assert.Equal("intents-2", Assert.IsType<StartAttempt>(Assert.Single(decision.Actions)).Plan.Name);
        Assert.Equal(0, decision.Status!.Restarts!.Counted);
        Assert.Equal("False", decision.Condition(ConditionTypes.Suspended).Status);
    }
}
