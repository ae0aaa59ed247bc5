using FineTuneOperator.Api;

namespace FineTuneOperator.Core.Tests.Rules;

public sealed class StartTests
{
    [Fact]
    public void A_new_job_starts_its_first_attempt()
    {
        Decision decision = JobRules.Decide(Sample.Facts());
        Assert.Equal("NoChild", decision.Rule);
        Assert.Equal("intents-1", Assert.IsType<StartAttempt>(Assert.Single(decision.Actions)).Plan.Name);
        Assert.Equal("True", decision.Condition(ConditionTypes.Accepted).Status);
        Assert.Equal("AttemptStarted", Assert.Single(decision.Events).Reason);
        Assert.StartsWith("sha256:", decision.Status!.Inputs!.Fingerprint, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_condition_is_there_from_the_first_reconcile()
    {
        Decision decision = JobRules.Decide(Sample.Facts());
        Assert.Equal(ConditionTypes.All, decision.Status!.Conditions.Select(one => one.Type));
        Assert.Equal("Unknown", decision.Condition(ConditionTypes.Succeeded).Status);
        Assert.Equal(1, decision.Status.ObservedGeneration);
    }

    [Fact]
    public void Without_its_runtime_a_job_waits_and_says_so_once()
    {
        JobFacts facts = Sample.Facts() with { Runtime = null };
        Decision first = JobRules.Decide(facts);
        Assert.Equal("RuntimeMissing", first.Rule);
        Assert.Empty(first.Actions);
        Assert.Equal(("False", "RuntimeNotFound"), (first.Condition(ConditionTypes.Accepted).Status, first.Condition(ConditionTypes.Accepted).Reason));
        Assert.Equal("True", first.Condition(ConditionTypes.Reconciling).Status);
        Assert.NotEmpty(first.Events);
        Assert.Empty(JobRules.Decide(facts.After(first)).Events);
    }

    [Fact]
    public void What_the_runtime_does_not_allow_is_named_field_by_field()
    {
        var runtime = Sample.Runtime with { AllowedMethods = ["LoRA"], Storage = Sample.Runtime.Storage with { AllowedPrefixes = ["s3://data/{namespace}/"] } };
        Decision decision = JobRules.Decide(Sample.Facts(Sample.Job(spec => spec with { Resources = new ResourcesSection { GpuClass = "h100" } })) with { Runtime = new RuntimeFacts(runtime, null) });
        Assert.Equal("RuntimeRefuses", decision.Rule);
        string message = decision.Condition(ConditionTypes.Accepted).Message;
        foreach (string field in (string[])["spec.model.uri", "spec.datasets[0].uri", "spec.method.type", "spec.output.uri", "spec.resources.gpuClass"])
            Assert.Contains(field, message, StringComparison.Ordinal);
        Assert.Equal("False", decision.Condition(ConditionTypes.Failed).Status);
    }

    [Fact]
    public void A_job_that_is_wrong_by_itself_fails_at_once()
    {
        Decision decision = JobRules.Decide(Sample.Facts(Sample.Job(spec => spec with { Hyperparameters = spec.Hyperparameters with { LearningRate = "-1" } })));
        Assert.Equal("Invalid", decision.Rule);
        Assert.Equal("True", decision.Condition(ConditionTypes.Failed).Status);
        Assert.Equal("True", decision.Condition(ConditionTypes.Stalled).Status);
        Assert.Contains("spec.hyperparameters.learningRate", decision.Status!.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_attempt_waits_until_the_last_ones_pod_has_ended()
    {
        var status = new FineTuneJobStatus { Restarts = new RestartCounts { LastEpoch = 1 } };
        JobFacts facts = Sample.Facts(Sample.Job(status: status)).WithPod(pod => pod with { Epoch = 1, DeletedAt = Sample.Now });
        Assert.Equal("OldPodAlive", JobRules.Decide(facts).Rule);
        Assert.Equal("NoChild", JobRules.Decide(facts with { Now = Sample.Now.AddMinutes(2) }).Rule);
    }

    [Fact]
    public void Only_the_last_failed_attempt_stays_when_the_next_starts()
    {
        var status = new FineTuneJobStatus { Restarts = new RestartCounts { LastEpoch = 3 } };
        JobFacts facts = Sample.Facts(Sample.Job(status: status)).WithChild(2, ChildOutcome.Failed).WithChild(3, ChildOutcome.Failed);
        Decision decision = JobRules.Decide(facts);
        Assert.Equal("intents-2", Assert.Single(decision.Actions.OfType<DeleteChild>()).Name);
        Assert.Equal("intents-4", Assert.Single(decision.Actions.OfType<StartAttempt>()).Plan.Name);
    }
}
