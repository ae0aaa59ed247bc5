using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Run;

namespace FineTuneTrainer.Watch;

/// <summary>One JSON line per log step and event, to the log and to metrics.jsonl.</summary>
public sealed class JsonLog(TextWriter output, TextWriter metrics, int everySteps, TimeProvider time) : IRunWatch
{
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public void Say(string message) => Write(new { time = Now(), message }, keep: false);

    /// <inheritdoc/>
    public void Stage(string stage)
    {
        // Stages alternate at every evaluation: progress reports carry them, the log stays readable without.
    }

    /// <inheritdoc/>
    public void Step(StepInfo step)
    {
        var line = new { time = Now(), step = step.Step, totalSteps = step.TotalSteps, epoch = Round(step.DataEpoch), loss = Round(step.Loss), learningRate = step.LearningRate, gradientNorm = double.IsFinite(step.GradientNorm) ? Round(step.GradientNorm) : (double?)null, tokens = step.Tokens, paddedTokens = step.PaddedTokens };
        Write(line, keep: true, print: step.Step % everySteps == 0 || step.Step == step.TotalSteps);
    }

    /// <inheritdoc/>
    public void Evaluated(int step, string name, Scores scores, bool best) =>
        Write(new { time = Now(), step, evaluation = name, best, rows = scores.Rows, scores = scores.Values.Where(pair => double.IsFinite(pair.Value)).ToDictionary(pair => pair.Key, pair => Round(pair.Value)) }, keep: true);

    /// <inheritdoc/>
    public void Checkpointed(CheckpointInfo checkpoint) => Write(new { time = Now(), checkpoint = checkpoint.Uri, step = checkpoint.Step, sizeBytes = checkpoint.SizeBytes }, keep: false);

    private string Now() => time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    private static double Round(double value) => Math.Round(value, 6);

    private void Write<T>(T line, bool keep, bool print = true)
    {
        var json = JsonSerializer.Serialize(line, ContractJson.Options);
        lock (_lock)
        {
            if (keep)
                metrics.WriteLine(json);
            if (print)
                output.WriteLine(json);
        }
    }
}
