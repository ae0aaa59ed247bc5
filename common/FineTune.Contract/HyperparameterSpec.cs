namespace FineTune.Contract;

/// <summary>How weights move.</summary>
public sealed record HyperparameterSpec
{
    /// <summary>Passes over the training rows; null when only <see cref="MaxSteps"/> counts.</summary>
    public int? Epochs { get; init; }

    /// <summary>A bound on optimizer steps; with epochs, whichever comes first.</summary>
    public int? MaxSteps { get; init; }

    /// <summary>Rows per optimizer step.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Rows per forward pass; divides the batch size.</summary>
    public int? MicroBatchSize { get; init; }

    /// <summary>The peak learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Decoupled weight decay (not applied to biases and LayerNorm).</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>AdamW's first moment decay.</summary>
    public double AdamBeta1 { get; init; } = 0.9;

    /// <summary>AdamW's second moment decay.</summary>
    public double AdamBeta2 { get; init; } = 0.999;

    /// <summary>AdamW's epsilon.</summary>
    public double AdamEpsilon { get; init; } = 1e-8;

    /// <summary>The norm gradients are clipped to; 0 for no clipping.</summary>
    public double MaxGradientNorm { get; init; } = 1.0;

    /// <summary>The shape of the learning rate.</summary>
    public SchedulerType Scheduler { get; init; } = SchedulerType.Linear;

    /// <summary>Steps of linear warm-up; wins over <see cref="WarmupRatio"/>.</summary>
    public int? WarmupSteps { get; init; }

    /// <summary>The share of all steps that warms up (rounded up).</summary>
    public double WarmupRatio { get; init; }

    /// <summary>The arithmetic of the linear layers.</summary>
    public PrecisionType Precision { get; init; } = PrecisionType.Auto;

    /// <summary>Which product linear layers use.</summary>
    public LinearKernelType LinearKernel { get; init; } = LinearKernelType.Auto;

    /// <summary>Dropout of the classifier, hidden states and attention; null keeps the model's own.</summary>
    public double? Dropout { get; init; }

    /// <summary>Whether rows of like length share a batch.</summary>
    public bool GroupByLength { get; init; } = true;
}
