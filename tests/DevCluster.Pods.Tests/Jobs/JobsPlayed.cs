using System.Text.Json.Nodes;
using DevCluster.Pods.Jobs;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Tests.Jobs;

/// <summary>The Job controller's states, row by row as a live watch saw a real one's.</summary>
public sealed class JobsPlayed
{
    private const string Template = "\"template\": {\"spec\": {\"restartPolicy\": \"Never\", \"containers\": [{\"name\": \"main\"}]}}";
    private const string Policy = """
        "podFailurePolicy": {"rules": [
          {"action": "Ignore", "onPodConditions": [{"type": "DisruptionTarget", "status": "True"}]},
          {"action": "FailJob", "onExitCodes": {"containerName": "main", "operator": "In", "values": [42]}}]},
        """;

    [Fact]
    public void One_success_completes_the_job()
    {
        Play play = new($"{{\"completions\": 1, {Template}}}");
        play.Pod(play.Last, "Running");
        play.Pod(play.Last, "Succeeded");
        Assert.Equal(
        [
            "1 0 0 - - | -",
            "1 1 0 - - | -",
            "- 0 0 - - | 1 succeeded | SuccessCriteriaMet=True CompletionsReached",
            "- 0 0 1 - | - | SuccessCriteriaMet=True CompletionsReached; Complete=True CompletionsReached",
        ], play.Rows);
        Assert.NotNull(play.Job.Text("status", "completionTime"));
        Assert.False(play.Last.IsTracked());
    }

    [Fact]
    public void A_new_pod_comes_as_soon_as_one_succeeds_and_never_more_than_needed()
    {
        Play play = new($"{{\"parallelism\": 2, \"completions\": 3, {Template}}}");
        play.Pod(play.Pods[0], "Succeeded");
        Assert.Equal(3, play.Pods.Count);
        play.Pod(play.Pods[1], "Succeeded").Pod(play.Pods[2], "Succeeded");
        Assert.Equal(3, play.Pods.Count);
        Assert.True(play.Job.Has("Complete"));
        Assert.Equal(3, play.Job.Number("status", "succeeded"));
    }

    [Fact]
    public void A_failure_is_replaced_after_ten_seconds_and_the_second_reaches_the_backoff_limit()
    {
        Play play = new($"{{\"completions\": 1, \"backoffLimit\": 1, {Template}}}");
        play.Pod(play.Last, "Failed", 1);
        Assert.Single(play.Pods);
        Assert.Equal(play.Now.AddSeconds(10), play.WakeAt);
        play.After(10);
        Assert.Equal(2, play.Pods.Count);
        play.Pod(play.Last, "Failed", 1);
        Assert.Equal(
        [
            "1 0 0 - - | -",
            "- 0 0 - - | 1 failed",
            "- 0 0 - 1 | -",
            "1 0 0 - 1 | -",
            "- 0 0 - 1 | 1 failed | FailureTarget=True BackoffLimitExceeded",
            "- 0 0 - 2 | - | FailureTarget=True BackoffLimitExceeded; Failed=True BackoffLimitExceeded",
        ], play.Rows);
        Assert.Null(play.Job.Text("status", "completionTime"));
    }

    [Fact]
    public void With_backoff_limit_0_one_failure_ends_the_running_pods_before_Failed_is_set()
    {
        Play play = new($"{{\"parallelism\": 2, \"completions\": 2, \"backoffLimit\": 0, {Template}}}");
        JsonObject running = play.Pods[1];
        play.Pod(play.Pods[0], "Failed", 1);
        Assert.Equal(
        [
            "2 0 0 - - | -",
            "- 0 1 - - | 2 failed | FailureTarget=True BackoffLimitExceeded",
            "- 0 1 - 2 | - | FailureTarget=True BackoffLimitExceeded",
        ], play.Rows);
        play.Gone(running);
        Assert.True(play.Job.Has("Failed"));
    }

    [Fact]
    public void A_FailJob_rule_fails_the_job_at_once_with_its_text()
    {
        Play play = new($"{{\"completions\": 1, {Policy} {Template}}}");
        play.Pod(play.Last, "Failed", 42);
        Assert.Equal("- 0 0 - 1 | - | FailureTarget=True PodFailurePolicy; Failed=True PodFailurePolicy", play.Rows[^1]);
        Assert.Equal("Container main for pod ns/job-1 failed with exit code 42 matching FailJob rule at index 1", play.Job.Condition("Failed").Text("message"));
    }

    [Fact]
    public void An_ignored_disruption_is_not_counted_and_is_replaced_at_once()
    {
        Play play = new($"{{\"completions\": 1, \"backoffLimit\": 0, {Policy} {Template}}}");
        play.Pod(play.Last, "Failed", 137, "DisruptionTarget");
        Assert.Equal(2, play.Pods.Count);
        Assert.Null(play.Job.Number("status", "failed"));
        play.Pod(play.Last, "Succeeded");
        Assert.True(play.Job.Has("Complete"));
    }

    [Fact]
    public void Another_exit_code_counts_as_usual()
    {
        Play play = new($"{{\"completions\": 1, {Policy} {Template}}}");
        play.Pod(play.Last, "Failed", 1);
        Assert.Equal("- 0 0 - 1 | -", play.Rows[^1]);
    }

    [Fact]
    public void A_deleted_pod_is_replaced_when_it_has_ended_under_the_policy_Failed()
    {
        Play play = new($"{{\"completions\": 1, \"podReplacementPolicy\": \"Failed\", {Template}}}");
        play.Pod(play.Last, "Running").Delete(play.Last);
        Assert.Equal("- 0 1 - - | -", play.Rows[^1]);
        Assert.Single(play.Pods);
        play.Pod(play.Last, "Failed", 143);
        Assert.Equal("- 0 0 - 1 | -", play.Rows[^1]);
        play.After(10);
        Assert.Equal("1 0 0 - 1 | -", play.Rows[^1]);
    }

    [Fact]
    public void A_deleted_pod_counts_as_failed_at_once_under_the_default_policy()
    {
        Play play = new($"{{\"completions\": 1, {Template}}}");
        play.Pod(play.Last, "Running").Delete(play.Last);
        Assert.Equal(["1 0 0 - - | -", "1 1 0 - - | -"], play.Rows.Take(2));
        Assert.Equal(1, play.Job.Number("status", "failed"));
        Assert.Equal(2, play.Pods.Count);
    }

    [Fact]
    public void The_deadline_fails_the_job_and_ends_its_pods()
    {
        Play play = new($"{{\"completions\": 1, \"activeDeadlineSeconds\": 2, {Template}}}");
        play.Pod(play.Last, "Running");
        Assert.Equal(play.Now.AddSeconds(2), play.WakeAt);
        play.After(2);
        Assert.Equal("- 0 1 - 1 | - | FailureTarget=True DeadlineExceeded", play.Rows[^1]);
        play.Gone(play.Last);
        Assert.Equal("- 0 0 - 1 | - | FailureTarget=True DeadlineExceeded; Failed=True DeadlineExceeded", play.Rows[^1]);
    }

    [Fact]
    public void Suspending_ends_the_pods_uncounted_and_resuming_starts_anew()
    {
        Play play = new($"{{\"completions\": 1, {Template}}}");
        string start = play.Job.Text("status", "startTime")!;
        play.Pod(play.Last, "Running").Set("suspend", true);
        Assert.Equal("- 0 1 - - | - | Suspended=True JobSuspended", play.Rows[^1]);
        Assert.Null(play.Job.Text("status", "startTime"));
        play.Gone(play.Last).After(5).Set("suspend", false);
        Assert.Equal("1 0 0 - - | - | Suspended=False JobResumed", play.Rows[^1]);
        Assert.NotEqual(start, play.Job.Text("status", "startTime"));
    }

    [Fact]
    public void A_finished_job_goes_after_its_time()
    {
        Play play = new($"{{\"completions\": 1, \"ttlSecondsAfterFinished\": 60, {Template}}}");
        play.Pod(play.Last, "Succeeded");
        Assert.Equal(play.Now.AddSeconds(60), play.WakeAt);
        Assert.False(play.IsDeleted);
        Assert.True(play.After(60).IsDeleted);
    }

    [Fact]
    public void An_indexed_job_runs_every_index()
    {
        Play play = new($"{{\"completions\": 3, \"parallelism\": 2, \"completionMode\": \"Indexed\", {Template}}}");
        Assert.Equal(["job-0-1", "job-1-2"], play.Pods.Select(pod => pod.Name()));
        Assert.Equal("JOB_COMPLETION_INDEX", play.Last.Items("spec", "containers").Single().Items("env").Single().Text("name"));
        play.Pod(play.Pods[1], "Succeeded");
        Assert.Equal("1", play.Job.Text("status", "completedIndexes"));
        play.Pod(play.Pods[0], "Succeeded").Pod(play.Pods[2], "Succeeded");
        Assert.Equal("0-2", play.Job.Text("status", "completedIndexes"));
        Assert.True(play.Job.Has("Complete"));
    }

    [Fact]
    public void A_job_of_another_controller_is_left_alone() =>
        Assert.Empty(new Play($"{{\"managedBy\": \"kueue.x-k8s.io/multikueue\", {Template}}}").Rows);

    [Fact]
    public void What_is_not_built_is_refused_on_the_job()
    {
        Play play = new($"{{\"completions\": 1, \"backoffLimitPerIndex\": 1, {Template}}}");
        Assert.Equal("spec.backoffLimitPerIndex is not in the development cluster's subset", play.Job.Condition("Failed").Text("message"));
        Assert.Empty(play.Pods);
    }

    [Theory]
    [InlineData("0,1", "0,1")]
    [InlineData("0,1,2,4,5", "0-2,4,5")]
    [InlineData("3", "3")]
    public void Indexes_are_written_in_runs(string members, string text)
    {
        Assert.Equal(text, IndexSet.Parse(members).ToString());
        Assert.Equal(IndexSet.Parse(members).Members, IndexSet.Parse(text).Members);
    }
}
