using FineTune.Contract;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Reporting;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Run;

namespace FineTuneTrainer.Watch;

/// <summary>The run's curves as a TensorBoard event file.</summary>
public sealed class TensorBoardWatch : IRunWatch, IDisposable
{
    private readonly FileStream _stream;
    private readonly TensorBoardWriter _writer;
    private readonly Lock _lock = new();

    /// <summary>Makes the event file in a folder.</summary>
    public TensorBoardWatch(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        _stream = new FileStream(Path.Combine(folder, TensorBoardWriter.FileName(time.GetUtcNow(), Environment.MachineName, Environment.ProcessId)), FileMode.Create, FileAccess.Write, FileShare.Read);
        _writer = new TensorBoardWriter(_stream, time);
    }

    /// <inheritdoc/>
    public void Say(string message)
    {
        // Messages are for the log.
    }

    /// <inheritdoc/>
    public void Stage(string stage)
    {
        // Stages have no curve.
    }

    /// <inheritdoc/>
    public void Step(StepInfo step)
    {
        Write("train/loss", step.Loss, step.Step);
        Write("train/learning_rate", step.LearningRate, step.Step);
        if (double.IsFinite(step.GradientNorm))
            Write("train/gradient_norm", step.GradientNorm, step.Step);
    }

    /// <inheritdoc/>
    public void Evaluated(int step, string name, Scores scores, bool best)
    {
        foreach (var (metric, value) in scores.Values)
            Write($"{name}/{metric}", value, step);
    }

    /// <inheritdoc/>
    public void Checkpointed(CheckpointInfo checkpoint)
    {
        // Checkpoints have no curve.
    }

    /// <summary>Makes what was written readable.</summary>
    public void Flush()
    {
        lock (_lock)
            _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Write(string tag, double value, int step)
    {
        lock (_lock)
            _writer.Scalar(tag, (float)value, step);
    }
}
