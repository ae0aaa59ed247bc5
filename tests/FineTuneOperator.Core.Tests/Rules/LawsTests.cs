using CsCheck;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core.Tests.Rules;

/// <summary>What holds for every decision, whatever the facts.</summary>
public sealed class LawsTests
{
    private static readonly Gen<PodFacts> Pods =
        from epoch in Gen.Int[1, 3]
        from phase in Gen.OneOf("Pending", "Running", "Succeeded", "Failed", "Unknown")
        from code in Gen.OneOf<int?>(null, 0, 1, 11, 137, 140, 143, 255)
        from started in Gen.Int[-2000, 0]
        from disrupted in Gen.Bool
        from placed in Gen.Bool
        select new PodFacts { Name = $"p{epoch}", Epoch = epoch, Phase = phase, ExitCode = code, Node = placed ? "n" : null, Disrupted = disrupted, StartedAt = code is null ? null : Sample.Now.AddSeconds(started) };

    private static readonly Gen<ChildFacts> Children =
        from epoch in Gen.Int[1, 3]
        from outcome in Gen.OneOf(ChildOutcome.None, ChildOutcome.Succeeded, ChildOutcome.Failed)
        from deleting in Gen.Bool
        from suspended in Gen.Bool
        select new ChildFacts { Name = $"intents-{epoch}", Epoch = epoch, Outcome = outcome, Deleting = deleting, Suspended = suspended };

    private static readonly Gen<FineTuneJobStatus> Statuses =
        from epoch in Gen.Int[0, 3]
        from noted in Gen.Int[0, 3]
        from counted in Gen.Int[0, 5]
        from active in Gen.Long[0, 4000]
        from since in Gen.Int[-500, 0]
        from over in Gen.OneOf("", "", "", ConditionTypes.Succeeded, ConditionTypes.Failed)
        select new FineTuneJobStatus
        {
            JobRef = epoch == 0 ? null : new ChildReference { Name = $"intents-{epoch}", Epoch = epoch, RunningSince = Sample.Now.AddSeconds(since).UtcDateTime },
            Restarts = noted == 0 ? null : new RestartCounts { Counted = counted, LastEpoch = noted },
            ActiveSeconds = active,
            Conditions = over.Length == 0 ? [] : [new JobCondition { Type = over, Status = "True", Reason = "x" }],
        };

    private static readonly Gen<JobFacts> Facts =
        from status in Statuses
        from pods in Pods.Array[0, 3]
        from children in Children.Array[0, 3]
        from suspend in Gen.Bool
        from deleted in Gen.Bool
        from bad in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from runtime in Gen.Bool
        from deadline in Gen.OneOf<long?>(null, 1, 3600)
        select Make(status, pods, children, suspend, deleted, bad, runtime, deadline);

    [Fact]
    public void A_decision_is_total_and_the_same_for_the_same_facts() => Facts.Sample(facts =>
    {
        Decision first = JobRules.Decide(facts), second = JobRules.Decide(facts);
        Assert.Equal(first.Rule, second.Rule);
        Assert.Equal(k8s.KubernetesJson.Serialize(first.Status ?? new()), k8s.KubernetesJson.Serialize(second.Status ?? new()));
        Assert.Contains(first.Rule, JobRules.Names);
    });

    [Fact]
    public void A_deleted_a_suspended_and_a_finished_job_never_start_anything() => Facts.Sample(facts =>
    {
        bool over = facts.Job.Metadata.DeletionTimestamp is not null || facts.Job.Spec.Suspend || facts.Status.Conditions.Count > 0;
        Assert.False(over && JobRules.Decide(facts).Actions.Any(action => action is StartAttempt));
    });

    [Fact]
    public void Nothing_starts_beside_a_live_child_and_every_attempt_is_new() => Facts.Sample(facts =>
    {
        foreach (StartAttempt start in JobRules.Decide(facts).Actions.OfType<StartAttempt>())
        {
            Assert.DoesNotContain(facts.Children, child => child.IsLive && child.Epoch == facts.Current!.Epoch);
            Assert.True(start.Plan.Run.Run.Epoch > facts.LastEpoch);
        }
    });

    [Fact]
    public void A_run_never_succeeds_and_fails() => Facts.Sample(facts =>
    {
        if (JobRules.Decide(facts).Status is { } status && facts.Status.Conditions.Count == 0)
            Assert.False(status.Is(ConditionTypes.Succeeded) && status.Is(ConditionTypes.Failed));
    });

    [Fact]
    public void Looking_again_at_once_changes_the_status_no_further_than_to_a_fixed_point() => Facts.Sample(facts =>
    {
        JobFacts now = facts;
        string last = "";
        for (int i = 0; i < 6; i++)
        {
            Decision decision = JobRules.Decide(now);
            string status = k8s.KubernetesJson.Serialize(decision.Status ?? now.Job.Status);
            if (status == last) return;
            last = status;
            now = now.After(decision);
        }

        Assert.Fail("the status keeps changing");
    });

    private static JobFacts Make(FineTuneJobStatus status, PodFacts[] pods, ChildFacts[] children, bool suspend, bool deleted, bool bad, bool runtime, long? deadline)
    {
        FineTuneJob job = Sample.Job(spec => spec with { Suspend = suspend, ActiveDeadlineSeconds = deadline, Seed = 1, Mode = bad ? "Nap" : "Train" }, status);
        if (deleted) job.Metadata.DeletionTimestamp = Sample.Now.UtcDateTime;
        return Sample.Facts(job) with
        {
            Pods = [.. pods.OrderBy(pod => pod.Epoch)],
            Children = [.. children.DistinctBy(child => child.Epoch).OrderBy(child => child.Epoch)],
            Runtime = runtime ? new RuntimeFacts(Sample.Runtime, null) : null,
        };
    }
}
