using System.Globalization;
using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Run;

namespace FineTuneTrainer.Watch;

/// <summary>One live line with bar, loss and time left, for a person at a terminal.</summary>
public sealed class TerminalBar(TextWriter terminal, TextWriter metrics, TimeProvider time) : IRunWatch
{
    private const int Width = 30;

    private readonly Pace _pace = new(time);
    private readonly JsonLog _file = new(TextWriter.Null, metrics, 1, time);

    /// <inheritdoc/>
    public void Say(string message) => Line(message);

    /// <inheritdoc/>
    public void Stage(string stage)
    {
        // The bar shows steps; an evaluation prints its own line.
    }

    /// <inheritdoc/>
    public void Step(StepInfo step)
    {
        _file.Step(step);
        _pace.Add(step);
        var full = Width * step.Step / step.TotalSteps;
        var left = _pace.SecondsPerStep is { } seconds ? TimeSpan.FromSeconds(Math.Round(seconds * (step.TotalSteps - step.Step))).ToString("c", CultureInfo.InvariantCulture) : "--:--:--";
        terminal.Write($"\r[{new string('#', full)}{new string('.', Width - full)}] {step.Step}/{step.TotalSteps}  loss {step.Loss:0.0000}  {_pace.TokensPerSecond ?? 0:0} tok/s  {left} left ");
        if (step.Step == step.TotalSteps)
            terminal.WriteLine();
    }

    /// <inheritdoc/>
    public void Evaluated(int step, string name, Scores scores, bool best)
    {
        _file.Evaluated(step, name, scores, best);
        Line($"{name} at step {step}: {string.Join("  ", scores.Values.Select(pair => $"{pair.Key} {pair.Value:0.0000}"))}{(best ? "  (best)" : "")}");
    }

    /// <inheritdoc/>
    public void Checkpointed(CheckpointInfo checkpoint) => Line($"checkpoint {checkpoint.Uri} ({checkpoint.SizeBytes / 1e6:0.0} MB)");

    private void Line(string text) => terminal.WriteLine($"\r{text.PadRight(100)}");
}
