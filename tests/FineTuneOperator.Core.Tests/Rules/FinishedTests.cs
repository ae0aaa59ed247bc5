using FineTuneOperator.Api;

namespace FineTuneOperator.Core.Tests.Rules;

public sealed class FinishedTests
{
    private static FineTuneJob Finished(Func<FineTuneJobSpec, FineTuneJobSpec>? change = null) =>
        Sample.Job(change, JobRules.Decide(Sample.Ended(0, report: Sample.Report(0))).Status! with { CompletionTime = Sample.Now.AddSeconds(-100).UtcDateTime });

    [Fact]
    public void A_finished_job_never_reopens_when_its_child_is_gone()
    {
        Decision decision = JobRules.Decide(Sample.Facts(Finished()));
        Assert.Equal("AlreadyFinished", decision.Rule);
        Assert.Empty(decision.Actions);
    }

    [Fact]
    public void What_still_lives_after_the_end_is_stopped() =>
        Assert.Equal("intents-2", Assert.IsType<DeleteChild>(Assert.Single(JobRules.Decide(Sample.Facts(Finished()).WithChild(2)).Actions)).Name);

    [Fact]
    public void Children_go_when_their_time_has_come()
    {
        JobFacts facts = Sample.Facts(Finished(spec => spec with { Cleanup = new CleanupSection { PodsAfterSeconds = 120 } })).WithChild(outcome: ChildOutcome.Succeeded);
        Decision early = JobRules.Decide(facts);
        Assert.Empty(early.Actions);
        Assert.Equal(TimeSpan.FromSeconds(20), early.RequeueAfter);
        Assert.IsType<DeleteChild>(Assert.Single(JobRules.Decide(facts with { Now = Sample.Now.AddSeconds(20) }).Actions));
    }

    [Fact]
    public void The_job_itself_goes_after_its_time_to_live()
    {
        JobFacts facts = Sample.Facts(Finished(spec => spec with { TtlSecondsAfterFinished = 100 }));
        Assert.IsType<DeleteJob>(Assert.Single(JobRules.Decide(facts).Actions));
    }

    [Fact]
    public void Suspending_a_finished_job_changes_nothing() =>
        Assert.Equal("AlreadyFinished", JobRules.Decide(Sample.Facts(Finished(spec => spec with { Suspend = true }))).Rule);
}
