using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Run;

namespace FineTuneTrainer.Watch;

/// <summary>Posts where the run stands to the operator; an operator that is away never stops or slows a run.</summary>
public sealed class ProgressReporter : IRunWatch, IAsyncDisposable
{
    private static readonly TimeSpan PostTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastPostTimeout = TimeSpan.FromSeconds(2);

    private readonly RunSpec _spec;
    private readonly string? _tokenFile;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new() { Timeout = PostTimeout };
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MetricValue> _metrics = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _posting;
    private readonly Pace _pace;
    private RunProgress _now;

    /// <summary>Starts to report.</summary>
    public ProgressReporter(RunSpec spec, string? tokenFile, TimeProvider time)
    {
        _spec = spec;
        _tokenFile = tokenFile;
        _time = time;
        _pace = new Pace(time);
        _now = new RunProgress { Namespace = spec.Run.Namespace, Job = spec.Run.Name, Uid = spec.Run.Uid, Epoch = spec.Run.Epoch, Stage = "Preparing", Time = time.GetUtcNow() };
        _posting = spec.Progress is null ? Task.CompletedTask : Task.Run(PostAsync);
    }

    /// <inheritdoc/>
    public void Say(string message)
    {
        // Messages are for the log.
    }

    /// <inheritdoc/>
    public void Stage(string stage) => Change(now => now with { Stage = stage });

    /// <inheritdoc/>
    public void Step(StepInfo step)
    {
        _pace.Add(step);
        Change(now => now with
        {
            Step = step.Step,
            TotalSteps = step.TotalSteps,
            DataEpoch = Math.Round(step.DataEpoch, 3),
            TokensPerSecond = _pace.TokensPerSecond is { } rate ? Math.Round(rate, 1) : null,
            EstimatedCompletionTime = _pace.Completion(step.TotalSteps - step.Step),
        }, ("train_loss", step.Loss, step.Step), ("learning_rate", step.LearningRate, step.Step));
    }

    /// <inheritdoc/>
    public void Evaluated(int step, string name, Scores scores, bool best) =>
        Change(now => now, [.. scores.Values.Select(pair => ($"{name}_{pair.Key}", pair.Value, step))]);

    /// <inheritdoc/>
    public void Checkpointed(CheckpointInfo checkpoint) => Change(now => now with { Checkpoint = checkpoint });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _posting;
        if (_spec.Progress is not null)
            await PostLastAsync();
        _http.Dispose();
        _stop.Dispose();
    }

    private void Change(Func<RunProgress, RunProgress> change, params (string Name, double Value, int Step)[] metrics)
    {
        lock (_lock)
        {
            foreach (var (name, value, step) in metrics.Where(metric => double.IsFinite(metric.Value)))
                _metrics[name] = new MetricValue { Name = name, Value = value, Step = step };
            _now = change(_now) with { Metrics = [.. _metrics.Values] };
        }
    }

    private async Task PostAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                await PostOnceAsync(_stop.Token);
                await Task.Delay(TimeSpan.FromSeconds(Math.Max(1, _spec.Progress!.EverySeconds)), _time, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over: DisposeAsync posts the last state.
        }
    }

    private async Task PostLastAsync()
    {
        using var patience = new CancellationTokenSource(LastPostTimeout, _time);
        try
        {
            await PostOnceAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The grace period is for the checkpoint, not for an operator that does not answer.
        }
    }

    private async Task PostOnceAsync(CancellationToken cancellationToken)
    {
        RunProgress now;
        lock (_lock)
            now = _now with { Time = _time.GetUtcNow() };
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _spec.Progress!.Url);
            request.Content = new StringContent(JsonSerializer.Serialize(now, ContractJson.Options), Encoding.UTF8, "application/json");
            // The kubelet rotates the token: read it each time.
            if (_tokenFile is not null && File.Exists(_tokenFile))
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(_tokenFile, cancellationToken)).Trim());
            using var response = await _http.SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UnauthorizedAccessException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A lost operator never stops a run: the next post carries everything again.
        }
    }
}
