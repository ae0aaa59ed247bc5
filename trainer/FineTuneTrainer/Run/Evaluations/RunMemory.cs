using FineTune.Contract;
using FineTuneTrainer.Core.Evaluations;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Safetensors;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Disk;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run.Evaluations;

/// <summary>
/// What the final evaluation needs of the time before: what the base model made of each row, and the curves of the loss. Kept in checkpoints, so that
/// a resumed run reports what an undisturbed one does.
/// </summary>
public sealed class RunMemory : IRunWatch
{
    private const string File = "memory.safetensors";
    private const string Numbers = "baseline.numbers";
    private const string Lengths = "baseline.lengths";
    private const string LossCurve = "curve.loss";
    private const string HeldCurve = "curve.held";

    /// <summary>What the base model made of each judged row; null until, or unless, it was judged.</summary>
    public IReadOnlyList<double[]>? Baseline { get; set; }

    /// <summary>The training loss.</summary>
    public Curve Loss { get; private set; } = new();

    /// <summary>The loss on the rows the model is judged by during training.</summary>
    public Curve Held { get; private set; } = new();

    /// <inheritdoc/>
    public void Step(StepInfo step) => Loss.Add(step.Step, step.Loss);

    /// <inheritdoc/>
    public void Evaluated(int step, string name, Scores scores, bool best)
    {
        // Baseline and final scores may be of other rows.
        if (name == "eval")
            Held.Add(step, scores["loss"]);
    }

    /// <inheritdoc/>
    public void Stage(string stage)
    {
        // Nothing to remember.
    }

    /// <inheritdoc/>
    public void Say(string message)
    {
        // Nothing to remember.
    }

    /// <inheritdoc/>
    public void Checkpointed(CheckpointInfo checkpoint)
    {
        // Nothing to remember.
    }

    /// <summary>Writes everything into a checkpoint.</summary>
    public void Write(DiskFolder folder)
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor> { [LossCurve] = tensor(Loss.Numbers.ToArray()), [HeldCurve] = tensor(Held.Numbers.ToArray()) };
        if (Baseline is { Count: > 0 } rows)
        {
            tensors[Numbers] = tensor(rows.SelectMany(row => row).ToArray());
            tensors[Lengths] = tensor(rows.Select(row => (long)row.Length).ToArray());
        }

        TensorFile.Write(folder, File, tensors);
    }

    /// <summary>Takes up what a checkpoint holds.</summary>
    public void Read(DiskFolder folder)
    {
        // A checkpoint of an earlier version has none: such a run is judged without its base model.
        if (!folder.Names.Contains(File))
            return;
        using var scope = NewDisposeScope();
        var tensors = TensorFile.Read(folder, File);
        Loss = Curve.Of([.. tensors[LossCurve].data<double>()]);
        Held = Curve.Of([.. tensors[HeldCurve].data<double>()]);
        if (!tensors.TryGetValue(Numbers, out var numbers))
            return;
        double[] all = [.. numbers.data<double>()];
        var rows = new List<double[]>();
        var at = 0;
        foreach (var length in (long[])[.. tensors[Lengths].data<long>()])
        {
            rows.Add(all[at..(at + (int)length)]);
            at += (int)length;
        }

        Baseline = rows;
    }
}
