using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Tests.Kit;

namespace FineTuneTrainer.Tests;

/// <summary>Whoever watches a run sees it; whoever does not answer never harms it.</summary>
public sealed class ProgressTests
{
    [Fact]
    public async Task The_operator_gets_progress_with_the_pods_token()
    {
        using var work = new Workspace();
        using var listener = new ProgressListener();
        work.Write("token", "secret-token\n");

        (await work.RunAsync(work.Spec(spec => Reports(spec, listener.Url)), (TrainerVariables.TokenFile, Path.Combine(work.Root, "token")))).Expect(ExitCode.Ok);

        Assert.All(listener.Posts, post => Assert.Equal("Bearer secret-token", post.Authorization));
        var last = listener.Posts[^1].Progress;
        Assert.Equal(("team-a", "fruits", "u1", 1), (last.Namespace, last.Job, last.Uid, last.Epoch));
        Assert.Equal((12, 12, "Uploading"), (last.Step, last.TotalSteps, last.Stage));
        Assert.Equal(2, last.DataEpoch);
        Assert.NotNull(last.Checkpoint);
        Assert.Superset(new HashSet<string> { "train_loss", "learning_rate", "baseline_accuracy", "eval_accuracy", "final_f1_macro" }, last.Metrics.Select(metric => metric.Name).ToHashSet());
    }

    [Fact]
    public async Task An_operator_that_is_gone_does_not_stop_a_run()
    {
        using var work = new Workspace();
        (await work.RunAsync(work.Spec(spec => Reports(spec, $"http://127.0.0.1:{ProgressListener.FreePort()}/v1/progress")))).Expect(ExitCode.Ok);
    }

    [Fact]
    public async Task An_operator_that_never_answers_does_not_stop_a_run()
    {
        using var work = new Workspace();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        (await work.RunAsync(work.Spec(spec => Reports(spec, $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/v1/progress")))).Expect(ExitCode.Ok);
    }

    [Fact]
    public async Task Prometheus_reads_the_run_on_its_port()
    {
        using var work = new Workspace();
        var port = ProgressListener.FreePort();
        using var trainer = work.Start(work.Spec(spec => spec["hyperparameters"]!["epochs"] = 3000), (TrainerVariables.MetricsPort, $"{port}"));
        await trainer.LineAsync(line => line.Contains("\"checkpoint\"", StringComparison.Ordinal));
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri($"http://localhost:{port}/metrics"), TestContext.Current.CancellationToken);
        foreach (var name in (string[])["finetune_trainer_step ", "finetune_trainer_total_steps 18000", "finetune_trainer_loss ", "finetune_trainer_tokens_total ", "finetune_trainer_checkpoint_step ", "finetune_trainer_score{evaluation=\"baseline\",metric=\"accuracy\"}"])
            Assert.Contains(name, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_metrics_port_in_use_is_said_and_does_not_stop_a_run()
    {
        using var work = new Workspace();
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var ended = (await work.RunAsync(work.Spec(), (TrainerVariables.MetricsPort, $"{port}"))).Expect(ExitCode.Ok);
        Assert.Contains(ended.Output, line => line.Contains($"no /metrics on port {port}", StringComparison.Ordinal));
    }

    private static void Reports(JsonObject spec, string url) => spec["progress"] = new JsonObject { ["url"] = url, ["everySeconds"] = 1 };
}
