using FineTuneOperator.Api;

namespace FineTuneOperator.Core.Tests.Rules;

public sealed class RunningTests
{
    [Theory]
    [InlineData("Downloading", "Preparing")]
    [InlineData("Training", "Training")]
    [InlineData("Evaluating", "Training")]
    [InlineData("Uploading", "Publishing")]
    public void The_state_follows_the_trainers_stage(string stage, string state)
    {
        var status = new FineTuneJobStatus { Progress = new ProgressStatus { ObservedEpoch = 1, Stage = stage, Step = 3, TotalSteps = 9 } };
        Decision decision = JobRules.Decide(Sample.Running(Sample.Job(status: status)));
        Assert.Equal("ChildRunning", decision.Rule);
        Assert.Equal(state, decision.Status!.State);
        Assert.Equal("node-1", decision.Status.JobRef!.Node);
    }

    [Fact]
    public void Progress_of_an_older_attempt_says_nothing_about_this_one()
    {
        var status = new FineTuneJobStatus { Progress = new ProgressStatus { ObservedEpoch = 1, Stage = "Training" } };
        Decision decision = JobRules.Decide(Sample.Facts(Sample.Job(status: status)).WithChild(2).WithPod());
        Assert.Equal(RunStates.Preparing, decision.Status!.State);
    }

    [Fact]
    public void An_unplaced_pod_says_why()
    {
        JobFacts facts = Sample.Facts().WithChild().WithPod(pod => pod with { Node = null, StartedAt = null, Phase = "Pending", WaitingMessage = "0/3 nodes have nvidia.com/gpu" });
        Decision decision = JobRules.Decide(facts);
        Assert.Equal(RunStates.Pending, decision.Status!.State);
        Assert.Contains("nvidia.com/gpu", decision.Condition(ConditionTypes.Succeeded).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_held_child_is_queued()
    {
        JobFacts facts = Sample.Facts();
        facts = facts with { Children = [new ChildFacts { Name = "intents-1", Epoch = 1, Suspended = true }] };
        Decision decision = JobRules.Decide(facts);
        Assert.Equal(RunStates.Queued, decision.Status!.State);
        Assert.Equal("False", decision.Condition(ConditionTypes.QuotaAdmitted).Status);
    }

    [Fact]
    public void A_run_that_used_up_its_time_ends()
    {
        var status = new FineTuneJobStatus { ActiveSeconds = 3500 };
        JobFacts facts = Sample.Running(Sample.Job(spec => spec with { ActiveDeadlineSeconds = 3600 }, status));
        Decision decision = JobRules.Decide(facts);
        Assert.Equal("DeadlinePassed", decision.Rule);
        Assert.IsType<DeleteChild>(Assert.Single(decision.Actions));
        Assert.Equal(3800, decision.Status!.ActiveSeconds);
        Assert.Equal(7600, decision.Status.Usage!.GpuSeconds);
        Assert.Equal("DeadlineExceeded", decision.Status.Failure!.Class);
    }

    [Fact]
    public void The_runtimes_limit_is_the_deadline_of_a_job_without_one()
    {
        var runtime = Sample.Runtime with { Limits = new RuntimeLimits { MaxActiveDeadlineSeconds = 60 } };
        Assert.Equal("DeadlinePassed", JobRules.Decide(Sample.Running() with { Runtime = new RuntimeFacts(runtime, "r") }).Rule);
    }

    [Fact]
    public void A_run_that_does_not_start_in_time_ends()
    {
        FineTuneJob job = Sample.Job(spec => spec with { StartDeadlineSeconds = 60 });
        Assert.Equal("StartDeadline", JobRules.Decide(Sample.Facts(job)).Rule);
        Assert.Equal("ChildRunning", JobRules.Decide(Sample.Running(job)).Rule);
    }

    [Fact]
    public void A_silent_attempt_is_replaced_once_without_counting_and_then_counted()
    {
        FineTuneJob job = Sample.Job(spec => spec with { ProgressDeadlineSeconds = 60 });
        Decision first = JobRules.Decide(Sample.Running(job));
        Assert.Equal("Stalled", first.Rule);
        Assert.IsType<DeleteChild>(Assert.Single(first.Actions));
        Assert.Equal((0, 1, 1), (first.Status!.Restarts!.Counted, first.Status.Restarts.Uncounted, first.Status.Restarts.Stalled));
        JobFacts next = Sample.Facts(Sample.Job(_ => job.Spec, first.Status)).WithChild(2).WithPod();
        Decision second = JobRules.Decide(next);
        Assert.Equal((1, 1, 2), (second.Status!.Restarts!.Counted, second.Status.Restarts.Uncounted, second.Status.Restarts.Stalled));
    }

    [Fact]
    public void A_heartbeat_keeps_an_attempt_alive()
    {
        var status = new FineTuneJobStatus { Progress = new ProgressStatus { ObservedEpoch = 1, LastHeartbeatTime = Sample.Now.AddSeconds(-30).UtcDateTime } };
        Decision decision = JobRules.Decide(Sample.Running(Sample.Job(spec => spec with { ProgressDeadlineSeconds = 60 }, status)));
        Assert.Equal("ChildRunning", decision.Rule);
        Assert.Equal(TimeSpan.FromSeconds(30), decision.RequeueAfter);
    }
}
