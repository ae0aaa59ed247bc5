using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>How weights move.</summary>
[ValidationRule("has(self.epochs) || has(self.maxSteps)", message: "epochs or maxSteps must be set")]
[ValidationRule("!has(self.microBatchSize) || self.batchSize % self.microBatchSize == 0", message: "batchSize must be a multiple of microBatchSize")]
public sealed record HyperparameterSection
{
    /// <summary>Passes over the training rows.</summary>
    [RangeMinimum(1), RangeMaximum(10000)]
    public int? Epochs { get; init; }

    /// <summary>A bound on optimizer steps; with epochs, whichever comes first.</summary>
    [RangeMinimum(1)]
    public int? MaxSteps { get; init; }

    /// <summary>Rows per optimizer step.</summary>
    [RangeMinimum(1), RangeMaximum(65536), DefaultValue(16)]
    public int BatchSize { get; init; } = 16;

    /// <summary>Rows per forward pass; the batch size when absent.</summary>
    [RangeMinimum(1), RangeMaximum(65536)]
    public int? MicroBatchSize { get; init; }

    /// <summary>The peak learning rate.</summary>
    [Required, Pattern(Patterns.Decimal), Length(1, 32)]
    public string LearningRate { get; init; } = "";

    /// <summary>Decoupled weight decay, not applied to biases and LayerNorm.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0.01")]
    public string WeightDecay { get; init; } = "0.01";

    /// <summary>AdamW's first moment decay.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0.9")]
    public string AdamBeta1 { get; init; } = "0.9";

    /// <summary>AdamW's second moment decay.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0.999")]
    public string AdamBeta2 { get; init; } = "0.999";

    /// <summary>AdamW's epsilon.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("1e-8")]
    public string AdamEpsilon { get; init; } = "1e-8";

    /// <summary>The norm gradients are clipped to; 0 for no clipping.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("1")]
    public string MaxGradientNorm { get; init; } = "1";

    /// <summary>The shape of the learning rate after its warm-up.</summary>
    [EnumValues("Linear", "Constant", "Cosine"), DefaultValue("Linear")]
    public string Scheduler { get; init; } = "Linear";

    /// <summary>Steps of linear warm-up; wins over warmupRatio.</summary>
    [RangeMinimum(0)]
    public int? WarmupSteps { get; init; }

    /// <summary>The share of all steps that warms up.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0")]
    public string WarmupRatio { get; init; } = "0";

    /// <summary>The arithmetic of the linear layers; Auto takes BF16 where the device computes it faster.</summary>
    [EnumValues("Auto", "FP32", "BF16"), DefaultValue("Auto")]
    public string Precision { get; init; } = "Auto";

    /// <summary>Dropout of classifier, hidden states and attention; the model's own when absent.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32)]
    public string? Dropout { get; init; }

    /// <summary>Whether rows of like length share a batch.</summary>
    [DefaultValue(true)]
    public bool GroupByLength { get; init; } = true;
}
