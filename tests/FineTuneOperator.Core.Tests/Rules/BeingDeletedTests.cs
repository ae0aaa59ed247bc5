namespace FineTuneOperator.Core.Tests.Rules;

public sealed class BeingDeletedTests
{
    [Fact]
    public void A_deleted_job_does_nothing_and_keeps_its_status()
    {
        var job = Sample.Job();
        job.Metadata.DeletionTimestamp = Sample.Now.UtcDateTime;
        Decision decision = JobRules.Decide(Sample.Facts(job));
        Assert.Equal("BeingDeleted", decision.Rule);
        Assert.Empty(decision.Actions);
        Assert.Null(decision.Status);
    }

    [Fact]
    public void A_job_of_another_controller_is_left_alone()
    {
        Decision decision = JobRules.Decide(Sample.Facts(Sample.Job(spec => spec with { ManagedBy = "kueue.x-k8s.io/multikueue" })));
        Assert.Equal("ManagedByOther", decision.Rule);
        Assert.Empty(decision.Actions);
        Assert.Null(decision.Status);
    }
}
