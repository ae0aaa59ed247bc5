using System.Net;
using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Run;
using Prometheus;

namespace FineTuneTrainer.Watch;

/// <summary>All watchers of a run, started and stopped together.</summary>
public sealed class Watching : IRunWatch, IAsyncDisposable
{
    private readonly Watchers _all;
    private readonly ProgressReporter _reporter;
    private readonly TensorBoardWatch _events;
    private readonly MetricServer? _server;

    private Watching(IReadOnlyList<IRunWatch> all, ProgressReporter reporter, TensorBoardWatch events, MetricServer? server)
    {
        _all = new Watchers(all);
        _reporter = reporter;
        _events = events;
        _server = server;
    }

    /// <summary>A bar on a terminal, JSON lines otherwise; progress posts and /metrics where asked for.</summary>
    public static Watching Start(RunSpec spec, IRunWatch lastKnown, TrainerEnvironment environment, TextWriter metrics, string metricsFolder, int logEvery)
    {
        var time = TimeProvider.System;
        var registry = Metrics.NewCustomRegistry();
        var reporter = new ProgressReporter(spec, environment.TokenFile, time);
        var events = new TensorBoardWatch(metricsFolder, time);
        IRunWatch log = Console.IsOutputRedirected ? new JsonLog(Console.Out, metrics, logEvery, time) : new TerminalBar(Console.Out, metrics, time);
        var server = environment.MetricsPort is { } port ? StartServer(port, registry, log) : null;
        return new Watching([log, lastKnown, reporter, events, new PrometheusWatch(registry)], reporter, events, server);
    }

    /// <inheritdoc/>
    public void Say(string message) => _all.Say(message);

    /// <inheritdoc/>
    public void Stage(string stage) => _all.Stage(stage);

    /// <inheritdoc/>
    public void Step(StepInfo step) => _all.Step(step);

    /// <inheritdoc/>
    public void Evaluated(int step, string name, Scores scores, bool best) => _all.Evaluated(step, name, scores, best);

    /// <inheritdoc/>
    public void Checkpointed(CheckpointInfo checkpoint) => _all.Checkpointed(checkpoint);

    /// <summary>Makes the metric files complete before they are published.</summary>
    public void Flush() => _events.Flush();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _reporter.DisposeAsync();
        _events.Dispose();
        if (_server is not null)
            await _server.StopAsync();
    }

    private static MetricServer? StartServer(int port, CollectorRegistry registry, IRunWatch log)
    {
        try
        {
            var server = new MetricServer(port, registry: registry);
            server.Start();
            return server;
        }
        catch (Exception exception) when (exception is HttpListenerException or ArgumentException)
        {
            // Nobody watching never stops a run.
            log.Say($"no /metrics on port {port}: {exception.Message}");
            return null;
        }
    }
}
