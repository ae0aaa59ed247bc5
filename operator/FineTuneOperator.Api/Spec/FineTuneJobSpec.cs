using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>What a run does.</summary>
[ValidationRule("has(self.evaluation) == has(oldSelf.evaluation) && has(self.checkpoint) == has(oldSelf.checkpoint) && has(self.preprocessing) == has(oldSelf.preprocessing) && has(self.failurePolicy) == has(oldSelf.failurePolicy) && has(self.startDeadlineSeconds) == has(oldSelf.startDeadlineSeconds) && has(self.progressDeadlineSeconds) == has(oldSelf.progressDeadlineSeconds)", message: "a run is immutable: create a new FineTuneJob instead")]
[ValidationRule("!has(oldSelf.activeDeadlineSeconds) || has(self.activeDeadlineSeconds)", message: "activeDeadlineSeconds may only grow")]
public sealed record FineTuneJobSpec
{
    private const string Same = "self == oldSelf";
    private const string SameMessage = "a run is immutable: create a new FineTuneJob instead";

    /// <summary>The platform's runtime the run uses.</summary>
    [Required, ValidationRule(Same, message: SameMessage)]
    public RuntimeReference RuntimeRef { get; init; } = new();

    /// <summary>Train trains and publishes, Validate checks the inputs only, Rehearsal takes a few steps and publishes nothing.</summary>
    [EnumValues("Train", "Validate", "Rehearsal"), DefaultValue("Train"), ValidationRule(Same, message: SameMessage)]
    public string Mode { get; init; } = "Train";

    /// <summary>What an example means.</summary>
    [Required, ValidationRule(Same, message: SameMessage)]
    public TaskSection Task { get; init; } = new();

    /// <summary>The base model.</summary>
    [Required, ValidationRule(Same, message: SameMessage)]
    public ModelSection Model { get; init; } = new();

    /// <summary>The data, by role: one Train, at most one Validation and one Test.</summary>
    [Required, Items(1, 16), XListType(XListType.Map), XListMapKeys("name")]
    [ValidationRule(Same, message: SameMessage)]
    [ValidationRule("self.filter(d, d.role == 'Train').size() == 1", message: "exactly one dataset must have role Train")]
    [ValidationRule("self.filter(d, d.role == 'Validation').size() <= 1 && self.filter(d, d.role == 'Test').size() <= 1", message: "at most one dataset may have role Validation, and one role Test")]
    public IList<DatasetSection> Datasets { get; init; } = [];

    /// <summary>How rows become tensors.</summary>
    [ValidationRule(Same, message: SameMessage)]
    public PreprocessingSection? Preprocessing { get; init; }

    /// <summary>Which weights move.</summary>
    [Required, ValidationRule(Same, message: SameMessage)]
    public MethodSection Method { get; init; } = new();

    /// <summary>How they move.</summary>
    [Required, ValidationRule(Same, message: SameMessage)]
    public HyperparameterSection Hyperparameters { get; init; } = new();

    /// <summary>The seed of everything random.</summary>
    [RangeMinimum(0), DefaultValue(42), ValidationRule(Same, message: SameMessage)]
    public int Seed { get; init; } = 42;

    /// <summary>When and by what the model is judged.</summary>
    [ValidationRule(Same, message: SameMessage)]
    public EvaluationSection? Evaluation { get; init; }

    /// <summary>When progress is saved, and whether an attempt picks it up.</summary>
    [ValidationRule(Same, message: SameMessage)]
    public CheckpointSection? Checkpoint { get; init; }

    /// <summary>Where results go.</summary>
    [Required, ValidationRule(Same, message: SameMessage)]
    public OutputSection Output { get; init; } = new();

    /// <summary>Who the run is to the object store.</summary>
    [Required, ValidationRule(Same, message: SameMessage)]
    public CredentialsSection Credentials { get; init; } = new();

    /// <summary>What the run's pod gets.</summary>
    [Required, ValidationRule(Same, message: SameMessage)]
    public ResourcesSection Resources { get; init; } = new();

    /// <summary>How often a failed attempt is repeated.</summary>
    [ValidationRule(Same, message: SameMessage)]
    public FailurePolicySection? FailurePolicy { get; init; }

    /// <summary>True saves a checkpoint and gives the machine back; false goes on from there. May change at any time.</summary>
    [DefaultValue(false)]
    public bool Suspend { get; init; }

    /// <summary>The most seconds the run may be running; suspending pauses the clock, never resets it. May only grow.</summary>
    [RangeMinimum(1), ValidationRule("self >= oldSelf", message: "activeDeadlineSeconds may only grow")]
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>The most seconds from creation to the first running pod.</summary>
    [RangeMinimum(1), ValidationRule(Same, message: SameMessage)]
    public long? StartDeadlineSeconds { get; init; }

    /// <summary>The most seconds without a sign of life; then the attempt is replaced, once without counting.</summary>
    [RangeMinimum(30), ValidationRule(Same, message: SameMessage)]
    public long? ProgressDeadlineSeconds { get; init; }

    /// <summary>What is removed after the end. May change at any time.</summary>
    public CleanupSection? Cleanup { get; init; }

    /// <summary>Seconds after the end until the FineTuneJob itself is deleted; leave it unset when Git owns the manifest. May change at any time.</summary>
    [RangeMinimum(0)]
    public int? TtlSecondsAfterFinished { get; init; }

    /// <summary>Who reconciles the run.</summary>
    [EnumValues(ApiGroup.ManagedBy, "kueue.x-k8s.io/multikueue"), DefaultValue(ApiGroup.ManagedBy), ValidationRule(Same, message: SameMessage)]
    public string ManagedBy { get; init; } = ApiGroup.ManagedBy;
}
