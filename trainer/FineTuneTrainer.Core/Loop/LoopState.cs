namespace FineTuneTrainer.Core.Loop;

/// <summary>All of a run's state that is not a tensor: with the tensors it makes a checkpoint, and resuming from it is exact.</summary>
public sealed record LoopState
{
    /// <summary>Optimizer steps done; the data cursor follows from it, as an epoch's order is a function of (seed, epoch).</summary>
    public int Step { get; init; }

    /// <summary>Real tokens trained on.</summary>
    public long Tokens { get; init; }

    /// <summary>The untuned model's scores, kept so that a resumed run reports the same baseline.</summary>
    public Dictionary<string, double>? Baseline { get; init; }

    /// <summary>The step of the newest evaluation during training.</summary>
    public int JudgedStep { get; init; }

    /// <summary>The best value of the deciding metric so far.</summary>
    public double? Best { get; init; }

    /// <summary>The step of the best value.</summary>
    public int BestStep { get; init; }

    /// <summary>Evaluations since the best.</summary>
    public int WithoutImprovement { get; init; }

    /// <summary>Whether early stopping ended training.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>The linear kernel the run's numbers come from: a resumed run must use the same.</summary>
    public string LinearKernel { get; init; } = "";

    /// <summary>The threads torch computes with: sums split over another number of threads round differently. 0 before the first step.</summary>
    public int Threads { get; init; }

    /// <summary>The digest of the run's inputs.</summary>
    public string Fingerprint { get; init; } = "";
}
