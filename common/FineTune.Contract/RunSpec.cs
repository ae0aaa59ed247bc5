namespace FineTune.Contract;

/// <summary>Everything one trainer run needs to know; the operator writes it as <c>run.json</c>, every default resolved.</summary>
public sealed record RunSpec
{
    /// <summary>The version this build reads and writes; a change of meaning raises it.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The contract's version.</summary>
    public required int Version { get; init; }

    /// <summary>Which job and which attempt this is.</summary>
    public required RunIdentity Run { get; init; }

    /// <summary>Train, Validate or Rehearsal.</summary>
    public RunMode Mode { get; init; } = RunMode.Train;

    /// <summary>What an example means.</summary>
    public required TaskSpec Task { get; init; }

    /// <summary>The base model.</summary>
    public required ModelSpec Model { get; init; }

    /// <summary>The data, by role.</summary>
    public required IReadOnlyList<DatasetSpec> Datasets { get; init; }

    /// <summary>How rows become tensors.</summary>
    public PreprocessingSpec Preprocessing { get; init; } = new();

    /// <summary>Which weights move.</summary>
    public required MethodSpec Method { get; init; }

    /// <summary>How they move.</summary>
    public required HyperparameterSpec Hyperparameters { get; init; }

    /// <summary>The seed of everything random: split, order, dropout, fresh weights.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>When and by what the model is judged.</summary>
    public EvaluationSpec Evaluation { get; init; } = new();

    /// <summary>When progress is saved, and whether a run picks it up.</summary>
    public CheckpointSpec Checkpoint { get; init; } = new();

    /// <summary>Where results go.</summary>
    public required OutputSpec Output { get; init; }

    /// <summary>The object store; absent when every URI is <c>file://</c>.</summary>
    public StorageSpec? Storage { get; init; }

    /// <summary>Where progress is reported; absent when nobody listens.</summary>
    public ProgressSpec? Progress { get; init; }
}
