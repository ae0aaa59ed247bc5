using EndToEnd.Tests.Kit;
using FineTune.Contract;
using FineTune.Demo.Harness;

namespace EndToEnd.Tests;

/// <summary>Input that cannot be trained on: the status names class, place and cure, and the store holds nothing that looks like a result.</summary>
[Collection<ClusterTests>]
public sealed class BadInputs(ClusterFixture fixture)
{
    private const string Weight = "bert.pooler.dense.weight";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public Task An_unknown_label_column_lists_the_columns_there_are() =>
        FailsAsync(new JobManifest("bad-column") { Label = "intent" }, ExitCode.InvalidData, "'intent'", "text, label");

    [Fact]
    public async Task An_empty_file_is_named()
    {
        await fixture.WriteAsync("s3://data/bad/empty.csv", "");
        await FailsAsync(new JobManifest("bad-empty") { Train = "s3://data/bad/empty.csv" }, ExitCode.InvalidData, "empty.csv");
    }

    [Fact]
    public async Task A_broken_row_is_named_by_its_number()
    {
        await fixture.WriteAsync("s3://data/bad/row.csv", Rows.Csv(9, seed: 1) + "one,two,three\n" + Rows.Csv(3, seed: 1)[Rows.Header.Length..]);
        await FailsAsync(new JobManifest("bad-row") { Train = "s3://data/bad/row.csv" }, ExitCode.InvalidData, "row.csv:11", "3 columns instead of 2");
    }

    [Fact]
    public async Task A_label_that_training_never_saw_is_named_with_its_row()
    {
        await fixture.WriteAsync("s3://data/bad/label.csv", Rows.Csv(3, seed: 2) + "the old cat,animal\n");
        await FailsAsync(new JobManifest("bad-label") { Validation = "s3://data/bad/label.csv" }, ExitCode.InvalidData, "label.csv:5", "'animal'");
    }

    [Fact]
    public Task A_file_that_is_not_there_is_named() =>
        FailsAsync(new JobManifest("bad-absent") { Train = "s3://data/bad/none.csv" }, ExitCode.InvalidConfig, "datasets[0].uri", "s3://data/bad/none.csv");

    [Fact]
    public Task A_missing_weight_is_named() =>
        FailsOnModelAsync("bad-missing", new TinyBert { Without = [Weight] }, Weight, "missing");

    [Fact]
    public Task A_truncated_file_is_named() =>
        FailsOnModelAsync("bad-truncated", new TinyBert { Missing = 100 }, "model.safetensors");

    [Fact]
    public Task A_weight_of_whole_numbers_is_named_with_its_dtype() =>
        FailsOnModelAsync("bad-dtype", new TinyBert { WholeNumbers = Weight }, Weight, "Int64");

    [Fact]
    public Task A_LoRA_target_that_matches_nothing_lists_what_exists() =>
        FailsAsync(new JobManifest("bad-target") { Method = "{type: LoRA, lora: {rank: 4, targetModules: [q_proj]}}" }, ExitCode.InvalidConfig, "q_proj", "query, key, value");

    [Fact]
    public async Task Wrong_keys_are_AccessDenied_and_never_shown()
    {
        const string Key = "a-wrong-key-that-nobody-may-see";
        await fixture.ApplyAsync($$"""
            apiVersion: v1
            kind: Secret
            metadata: {name: minio-wrong, namespace: {{SampleObjects.Namespace}}}
            stringData: {accessKey: {{fixture.Cluster.File.AccessKey}}, secretKey: {{Key}}}
            """);
        var job = await FailsAsync(new JobManifest("bad-keys") { Secret = "minio-wrong" }, ExitCode.AccessDenied, "the store refuses the credentials");
        Assert.DoesNotContain(Key, job.Object.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await fixture.ListAsync(new JobManifest("bad-keys").Runs));
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_is_tried_again_and_then_given_up()
    {
        await fixture.ApplyAsync((await SampleObjects.ReadAsync(fixture.Cluster.File with { S3Endpoint = "http://127.0.0.1:9" }, TestContext.Current.CancellationToken)).Split("---\n")[^1].Replace("name: cpu\nspec", "name: unreachable\nspec", StringComparison.Ordinal));
        var manifest = new JobManifest("bad-store") { Runtime = "unreachable", BackoffLimit = 1 };
        await fixture.ApplyAsync($"{manifest}");
        var states = new HashSet<string>();
        var job = await fixture.Jobs.FollowAsync(manifest.Name, TimeSpan.FromSeconds(120), view => states.Add(view.State), TestContext.Current.CancellationToken);

        AssertFailure(job, ExitCode.StorageUnavailable, "BackoffLimitExceeded", ["127.0.0.1:9", "1 restarts did not help"]);
        Assert.Contains("Restarting", states);
        Assert.Equal(2, (await fixture.Pods.OfAsync(manifest.Name)).Count);
    }

    private async Task FailsOnModelAsync(string name, TinyBert model, params string[] words)
    {
        await fixture.WriteAsync($"s3://models/{name}/", model);
        await FailsAsync(new JobManifest(name) { Model = $"s3://models/{name}/" }, ExitCode.ModelIncompatible, words);
    }

    private async Task<JobView> FailsAsync(JobManifest manifest, ExitCode code, params string[] words)
    {
        await fixture.ApplyAsync($"{manifest}");
        var job = await fixture.Jobs.FollowAsync(manifest.Name, Patience, _ => { }, TestContext.Current.CancellationToken);
        AssertFailure(job, code, $"{code}", words);
        // Tried once: the same inputs would fail again.
        Assert.Single(await fixture.Pods.OfAsync(manifest.Name));
        var written = await fixture.ListAsync($"{manifest.Runs}{job.Uid}/");
        Assert.DoesNotContain(written, name => name == ArtifactManifest.FileName || name.StartsWith("output/", StringComparison.Ordinal));
        Assert.Empty(job.Object["status"]!["outputs"]?.AsArray() ?? []);
        return job;
    }

    private static void AssertFailure(JobView job, ExitCode code, string reason, string[] words)
    {
        Assert.Equal(("Failed", "True", "False", "False", "False"), (job.State, job.Condition("Failed"), job.Condition("Training"), job.Condition("OutputPublished"), job.Condition("Reconciling")));
        var failure = job.Object["status"]!["failure"]!;
        Assert.Equal(($"{code}", (int)code), (failure["class"]!.GetValue<string>(), failure["exitCode"]!.GetValue<int>()));
        Assert.Equal(reason, job.Object["status"]!["conditions"]!.AsArray().Single(one => one!["type"]!.GetValue<string>() == "Failed")!["reason"]!.GetValue<string>());
        Assert.All(words, word => Assert.Contains(word, job.Failure, StringComparison.Ordinal));
        Assert.False(string.IsNullOrEmpty(failure["hint"]?.GetValue<string>()), $"no hint: {failure}");
    }
}
