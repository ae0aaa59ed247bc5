using System.Net;
using System.Net.Http.Json;
using FineTune.Contract;
using FineTuneOperator.Api;
using FineTuneOperator.Core;

namespace FineTuneOperator.Tests.Progress;

public sealed class ProgressEndpointTests
{
    [Fact]
    public async Task A_trainer_reports_and_nobody_else_can()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.StartOperatorAsync();
        FineTuneJob job = await cluster.CreateAsync(TestCluster.Sample<FineTuneJob>("intents-full"));
        PlayedPod pod = await PlayedPod.CreateAsync(cluster, "intents-full-1");
        await pod.RunAsync();
        await cluster.UntilAsync("intents-full", "to prepare", one => one.Status.State == RunStates.Preparing);
        string token = await pod.TokenAsync(PodNames.ProgressAudience);
        RunProgress progress = Progress(job);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(cluster, null, progress));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(cluster, "nonsense", progress));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(cluster, await pod.TokenAsync("https://kubernetes.default.svc"), progress));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cluster, token, progress with { Namespace = "team-b" }));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cluster, token, progress with { Job = "another" }));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(cluster, token, progress with { Epoch = 2 }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(cluster, token, new { hello = "world" }));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(cluster, token, new { padding = new string('x', 100_000) }));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(cluster, token, progress));
        FineTuneJob training = await cluster.UntilAsync("intents-full", "to train", one => one.Status.State == RunStates.Training);
        Assert.Equal((25, 5, 20), (training.Status.Progress!.Percent, training.Status.Progress.Step, training.Status.Progress.TotalSteps));
        Assert.Equal("1.25", training.Status.Loss);
        Assert.Equal("True", training.Status.Conditions.Single(one => one.Type == ConditionTypes.InputsReady).Status);
    }

    [Fact]
    public async Task The_process_answers_probes_and_metrics()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        await cluster.StartOperatorAsync();
        using var http = new HttpClient { BaseAddress = cluster.Operator };
        Assert.Equal("ok", await http.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
        Assert.Equal("ok", await http.GetStringAsync("/readyz", TestContext.Current.CancellationToken));
        Assert.Contains("finetune_status_writes_total", await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PostAsync(TestCluster cluster, string? token, object body)
    {
        using var http = new HttpClient { BaseAddress = cluster.Operator };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using HttpResponseMessage answer = await http.PostAsync("/v1/progress", JsonContent.Create(body, body.GetType(), options: ContractJson.Options), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static RunProgress Progress(FineTuneJob job) => new()
    {
        Namespace = TestCluster.Namespace,
        Job = job.Metadata.Name,
        Uid = job.Metadata.Uid,
        Epoch = 1,
        Stage = "Training",
        Step = 5,
        TotalSteps = 20,
        Time = DateTimeOffset.UtcNow,
        Metrics = [new MetricValue { Name = "train_loss", Value = 1.25, Step = 5 }],
    };
}
