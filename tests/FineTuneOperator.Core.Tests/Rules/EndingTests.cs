using FineTune.Contract;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core.Tests.Rules;

public sealed class EndingTests
{
    [Fact]
    public void A_successful_attempt_makes_the_run_a_success_with_its_scores()
    {
        RunReport report = Sample.Report(0) with
        {
            Baseline = new Dictionary<string, double> { ["accuracy"] = 0.083 },
            Tuned = new Dictionary<string, double> { ["accuracy"] = 0.7 },
            Outputs = [new PublishedArtifact { Type = ArtifactType.Model, Uri = "s3://models/out/model/", SizeBytes = 5, Digest = "sha256:1" }],
            TotalParameters = 10,
            TrainableParameters = 4,
        };
        Decision decision = JobRules.Decide(Sample.Ended(0, report: report));
        Assert.Equal("ChildSucceeded", decision.Rule);
        Assert.Equal("True", decision.Condition(ConditionTypes.Succeeded).Status);
        Assert.Equal("True", decision.Condition(ConditionTypes.OutputPublished).Status);
        Assert.Equal(["tuned_accuracy=0.7", "baseline_accuracy=0.083"], decision.Status!.Metrics.Select(one => $"{one.Name}={one.Value}"));
        Assert.Equal(100, decision.Status.Progress!.Percent);
        Assert.Equal((4L, 10L), (decision.Status.Usage!.TrainableParameters, decision.Status.Usage.TotalParameters));
        Assert.Equal(240, decision.Status.ActiveSeconds);
    }

    [Fact]
    public void What_was_posted_as_the_final_evaluation_is_not_listed_twice()
    {
        var posted = new FineTuneJobStatus { Metrics = [new MetricStatus { Name = "final_accuracy", Value = "0.7" }, new MetricStatus { Name = "train_loss", Value = "0.1" }] };
        RunReport report = Sample.Report(0) with { Tuned = new Dictionary<string, double> { ["accuracy"] = 0.7 } };
        Decision decision = JobRules.Decide(Sample.Ended(0, Sample.Job(status: posted), report));
        Assert.Equal(["tuned_accuracy", "train_loss"], decision.Status!.Metrics.Select(one => one.Name));
    }

    [Fact]
    public void A_problem_that_is_the_message_is_said_once()
    {
        RunReport report = Sample.Report(11, "train.csv:3: no label (and 1 more)") with { Problems = [new RunProblem { Place = "train.csv:3", Message = "no label" }, new RunProblem { Place = "train.csv:9", Message = "no text", Hint = "write one" }] };
        Assert.Equal("train.csv:3: no label (and 1 more)\ntrain.csv:9: no text; write one", JobRules.Decide(Sample.Ended(11, report: report)).Status!.Failure!.Message);
    }

    [Fact]
    public void Inputs_that_were_trained_before_are_said_to_be()
    {
        Decision decision = JobRules.Decide(Sample.Ended(0, report: Sample.Report(0, "AlreadyTrained: the same inputs have a committed manifest")));
        Assert.Equal(Reasons.AlreadyTrained, decision.Condition(ConditionTypes.Succeeded).Reason);
    }

    [Theory]
    [InlineData(10, "InvalidConfig")]
    [InlineData(11, "InvalidData")]
    [InlineData(15, "Diverged")]
    [InlineData(1, "InternalError")]
    public void A_permanent_failure_ends_the_run_at_once(int code, string name)
    {
        RunReport report = Sample.Report(code, "the column is missing") with { Hint = "Name another.", Problems = [new RunProblem { Place = "train.csv:3", Message = "no label" }] };
        Decision decision = JobRules.Decide(Sample.Ended(code, report: report));
        Assert.Equal("ChildFailed", decision.Rule);
        Assert.Equal((name, code, "Name another."), (decision.Status!.Failure!.Class, decision.Status.Failure.ExitCode, decision.Status.Failure.Hint));
        Assert.Contains("train.csv:3: no label", decision.Status.Failure.Message, StringComparison.Ordinal);
        Assert.Equal("True", decision.Condition(ConditionTypes.Failed).Status);
        Assert.Empty(decision.Actions);
    }

    [Theory]
    [InlineData(137)]
    [InlineData(140)]
    [InlineData(141)]
    public void A_retryable_failure_counts_and_is_followed_by_another_attempt_after_its_wait(int code)
    {
        JobFacts facts = Sample.Ended(code);
        Decision noted = JobRules.Decide(facts);
        Assert.Equal((1, 0, 1), (noted.Status!.Restarts!.Counted, noted.Status.Restarts.Uncounted, noted.Status.Restarts.LastEpoch));
        Assert.Equal(RunStates.Restarting, noted.Status.State);
        Assert.Equal("BackingOff", JobRules.Decide(facts.After(noted)).Rule);
        Decision next = JobRules.Decide(facts.After(noted, TimeSpan.FromSeconds(10)));
        Assert.Equal("intents-2", Assert.IsType<StartAttempt>(Assert.Single(next.Actions)).Plan.Name);
    }

    [Fact]
    public void Waits_double_up_to_a_bound()
    {
        var facts = new OperatorFacts();
        Assert.Equal([10, 20, 40, 600], new[] { 1, 2, 3, 50 }.Select(restarts => Waits.BackOff(facts, restarts).TotalSeconds));
    }

    [Fact]
    public void Restarts_beyond_the_limit_end_the_run()
    {
        var status = new FineTuneJobStatus { Restarts = new RestartCounts { Counted = 3, LastEpoch = 3 } };
        Decision decision = JobRules.Decide(Sample.Ended(137, Sample.Job(status: status), epoch: 4));
        Assert.Equal(Reasons.BackoffLimitExceeded, decision.Condition(ConditionTypes.Failed).Reason);
        Assert.Equal(3, decision.Status!.Restarts!.Counted);
    }

    [Theory]
    [InlineData(143)]
    [InlineData(142)]
    public void A_stop_that_is_not_the_runs_fault_does_not_count(int code)
    {
        Decision decision = JobRules.Decide(Sample.Ended(code));
        Assert.Equal((0, 1), (decision.Status!.Restarts!.Counted, decision.Status.Restarts.Uncounted));
    }

    [Fact]
    public void A_preempted_or_vanished_pod_does_not_count()
    {
        Assert.Equal(1, JobRules.Decide(Sample.Facts().WithChild(outcome: ChildOutcome.Failed)).Status!.Restarts!.Uncounted);
        JobFacts preempted = Sample.Facts().WithChild(outcome: ChildOutcome.Failed).WithPod(pod => pod with { Phase = "Failed", Disrupted = true });
        Assert.Equal("Preempted", JobRules.Decide(preempted).Status!.Restarts!.LastClass);
    }

    [Fact]
    public void A_pod_over_its_memory_limit_is_not_tried_again()
    {
        JobFacts facts = Sample.Facts().WithChild(outcome: ChildOutcome.Failed).WithPod(pod => pod with { Phase = "Failed", ExitCode = 137, TerminationReason = "OOMKilled" });
        Assert.Equal("HostOutOfMemory", JobRules.Decide(facts).Condition(ConditionTypes.Failed).Reason);
    }

    [Fact]
    public void A_deleted_child_is_replaced_and_does_not_count()
    {
        var status = new FineTuneJobStatus { JobRef = new ChildReference { Name = "intents-1", Epoch = 1 } };
        JobFacts facts = Sample.Facts(Sample.Job(status: status));
        Decision lost = JobRules.Decide(facts);
        Assert.Equal("ChildLost", lost.Rule);
        Decision next = JobRules.Decide(facts.After(lost, TimeSpan.FromSeconds(1)));
        Assert.Equal("intents-2", Assert.IsType<StartAttempt>(Assert.Single(next.Actions)).Plan.Name);
    }
}
