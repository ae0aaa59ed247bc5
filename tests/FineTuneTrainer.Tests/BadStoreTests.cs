using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>A store that does not serve the run ends as the class that says whether another attempt helps.</summary>
public sealed class BadStoreTests
{
    private static readonly (string Name, string Value)[] Keys = [(TrainerVariables.AccessKey, "key"), (TrainerVariables.SecretKey, "never-shown")];

    [Fact]
    public async Task A_store_that_cannot_be_reached_is_worth_another_attempt()
    {
        using var work = new Workspace();
        var report = await work.FailsAsync(ExitCode.StorageUnavailable, OnStore(work, $"http://127.0.0.1:{ProgressListener.FreePort()}"), Keys);
        Assert.True(ExitCodes.IsRetryable(report.ExitCode));
    }

    [Fact]
    public async Task Wrong_keys_are_AccessDenied_and_never_shown()
    {
        using var work = new Workspace();
        using var store = new RefusingStore();
        var report = await work.FailsAsync(ExitCode.AccessDenied, OnStore(work, store.Endpoint), Keys);
        Assert.DoesNotContain("never-shown", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_keys_at_all_are_AccessDenied()
    {
        using var work = new Workspace();
        await work.FailsAsync(ExitCode.AccessDenied, OnStore(work, "http://127.0.0.1:9"));
    }

    [Fact]
    public async Task An_endpoint_that_is_no_address_is_InvalidConfig()
    {
        using var work = new Workspace();
        await work.FailsAsync(ExitCode.InvalidConfig, OnStore(work, "store:9000/path"), Keys);
    }

    private static JsonObject OnStore(Workspace work, string endpoint) => work.Spec(spec =>
    {
        spec["model"]!["uri"] = "s3://models/bert/";
        spec["storage"] = new JsonObject { ["endpoint"] = endpoint };
    });
}
