using System.Text.Json.Serialization;

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

/// <summary>Which job and which attempt a run belongs to.</summary>
public sealed record RunIdentity
{
    /// <summary>The FineTuneJob's name.</summary>
    public required string Name { get; init; }

    /// <summary>The FineTuneJob's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The FineTuneJob's uid: the run's folder in the store.</summary>
    public required string Uid { get; init; }

    /// <summary>The attempt, from 1: the fencing token of everything the attempt writes.</summary>
    public required int Epoch { get; init; }

    /// <summary>The digest of everything that decides the result (<c>sha256:...</c>).</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>What a run does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunMode>))]
public enum RunMode
{
    /// <summary>Trains and publishes.</summary>
    Train,

    /// <summary>Checks inputs only.</summary>
    Validate,

    /// <summary>A few steps, nothing published.</summary>
    Rehearsal,
}

/// <summary>The task.</summary>
public sealed record TaskSpec
{
    /// <summary>The task's kind, e.g. <c>SequenceClassification</c>.</summary>
    public required string Type { get; init; }
}

/// <summary>The base model in Hugging Face layout.</summary>
public sealed record ModelSpec
{
    /// <summary>The folder's URI: <c>s3://bucket/prefix/</c> or <c>file:///path/</c>.</summary>
    public required string Uri { get; init; }
}

/// <summary>One dataset.</summary>
public sealed record DatasetSpec
{
    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>Train, Validation or Test.</summary>
    public required DatasetRole Role { get; init; }

    /// <summary>The file's URI.</summary>
    public required string Uri { get; init; }

    /// <summary>The file's format.</summary>
    public required DatasetFormat Format { get; init; }

    /// <summary>What each column means to the task: <c>text</c>, <c>label</c> -> the column's name in the file.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a dataset is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetRole>))]
public enum DatasetRole
{
    /// <summary>Learned from.</summary>
    Train,

    /// <summary>Judged by during training.</summary>
    Validation,

    /// <summary>Judged by once, at the end.</summary>
    Test,
}

/// <summary>How a dataset's file is written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatasetFormat>))]
public enum DatasetFormat
{
    /// <summary>RFC 4180 with a header line.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Jsonl,
}

/// <summary>How rows become tensors.</summary>
public sealed record PreprocessingSpec
{
    /// <summary>Tokens a row is cut to, special tokens included.</summary>
    public int MaxSequenceLength { get; init; } = 128;

    /// <summary>The share of training rows held out, stratified by label, when there is no Validation dataset; 0 for none.</summary>
    public double ValidationSplit { get; init; }
}

/// <summary>Which weights move: a union, told apart by <see cref="Type"/>.</summary>
public sealed record MethodSpec
{
    /// <summary>The method.</summary>
    public required MethodType Type { get; init; }

    /// <summary>Set when the method is LoRA.</summary>
    public LoraSpec? Lora { get; init; }

    /// <summary>Set when the method is Freeze.</summary>
    public FreezeSpec? Freeze { get; init; }
}

/// <summary>The tuning methods this build knows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MethodType>))]
public enum MethodType
{
    /// <summary>Every weight moves.</summary>
    Full,

    /// <summary>The encoder stands still, the head moves.</summary>
    Freeze,

    /// <summary>Low-rank updates beside frozen weights.</summary>
    LoRA,
}

/// <summary>Low-rank adaptation, as PEFT defines it.</summary>
public sealed record LoraSpec
{
    /// <summary>The rank r of the update.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The update is scaled by alpha / r.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>Dropout before the down projection.</summary>
    public double Dropout { get; init; }

    /// <summary>Module names (or dotted suffixes) that get an update.</summary>
    public IReadOnlyList<string> TargetModules { get; init; } = [];
}

/// <summary>Which parts stand still.</summary>
public sealed record FreezeSpec
{
    /// <summary>How many of the encoder's last layers move all the same; 0 freezes the whole encoder with its pooler.</summary>
    public int TrainableLayers { get; init; }
}

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

/// <summary>Shapes of the learning rate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SchedulerType>))]
public enum SchedulerType
{
    /// <summary>Warm-up, then a straight line to zero.</summary>
    Linear,

    /// <summary>Warm-up, then constant.</summary>
    Constant,

    /// <summary>Warm-up, then half a cosine to zero.</summary>
    Cosine,
}

/// <summary>Arithmetic of linear layers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PrecisionType>))]
public enum PrecisionType
{
    /// <summary>BF16 where the device computes it faster, else FP32.</summary>
    Auto,

    /// <summary>Single precision.</summary>
    FP32,

    /// <summary>bfloat16 products around fp32 master weights.</summary>
    BF16,
}

/// <summary>The product a linear layer uses.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinearKernelType>))]
public enum LinearKernelType
{
    /// <summary>The fastest, by measurement at start.</summary>
    Auto,

    /// <summary><c>torch.nn.functional.linear</c> in fp32.</summary>
    Native,

    /// <summary>oneDNN's linear in fp32.</summary>
    OneDnn,

    /// <summary><c>linear</c> in bf16 around fp32 masters.</summary>
    BF16,
}

/// <summary>When and by what the model is judged.</summary>
public sealed record EvaluationSpec
{
    /// <summary>Epoch, Steps or None.</summary>
    public IntervalType Every { get; init; } = IntervalType.Epoch;

    /// <summary>Steps between evaluations when <see cref="Every"/> is Steps.</summary>
    public int? EverySteps { get; init; }

    /// <summary>The metric that decides which model is best: <c>accuracy</c>, <c>f1_macro</c>, <c>loss</c>.</summary>
    public string Metric { get; init; } = "accuracy";

    /// <summary>Which way is better.</summary>
    public DirectionType Direction { get; init; } = DirectionType.Maximize;

    /// <summary>Whether the untuned model is judged first.</summary>
    public bool Baseline { get; init; } = true;

    /// <summary>Whether the best model by <see cref="Metric"/> is published instead of the last.</summary>
    public bool KeepBest { get; init; } = true;

    /// <summary>Stop after this many evaluations without improvement; null never stops early.</summary>
    public int? EarlyStoppingPatience { get; init; }

    /// <summary>What counts as an improvement.</summary>
    public double EarlyStoppingMinDelta { get; init; }
}

/// <summary>A rhythm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IntervalType>))]
public enum IntervalType
{
    /// <summary>Never.</summary>
    None,

    /// <summary>At the end of every epoch.</summary>
    Epoch,

    /// <summary>Every so many steps.</summary>
    Steps,
}

/// <summary>Which way a metric is better.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DirectionType>))]
public enum DirectionType
{
    /// <summary>Larger is better.</summary>
    Maximize,

    /// <summary>Smaller is better.</summary>
    Minimize,
}

/// <summary>When progress is saved.</summary>
public sealed record CheckpointSpec
{
    /// <summary>Optimizer steps between checkpoints; null for none by steps.</summary>
    public int? EverySteps { get; init; }

    /// <summary>Seconds between checkpoints; null for none by time.</summary>
    public int? EverySeconds { get; init; } = 600;

    /// <summary>Whether SIGTERM saves a checkpoint before the process ends.</summary>
    public bool SaveOnTermination { get; init; } = true;

    /// <summary>Whether the run starts from the newest complete checkpoint of its uid.</summary>
    public bool Resume { get; init; } = true;

    /// <summary>Newest checkpoints kept.</summary>
    public int KeepLatest { get; init; } = 2;
}

/// <summary>Where results go.</summary>
public sealed record OutputSpec
{
    /// <summary>The run's own folder: <c>&lt;output.uri&gt;/&lt;job&gt;/&lt;uid&gt;/</c>, with the final slash.</summary>
    public required string Uri { get; init; }

    /// <summary>What is published.</summary>
    public IReadOnlyList<ArtifactType> Artifacts { get; init; } = [];
}

/// <summary>What a run publishes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ArtifactType>))]
public enum ArtifactType
{
    /// <summary>The whole tuned model (Full and Freeze).</summary>
    Model,

    /// <summary>A PEFT adapter folder.</summary>
    Adapter,

    /// <summary>Base and adapter merged into a whole model.</summary>
    Merged,
}

/// <summary>The object store's address; keys come from the environment.</summary>
public sealed record StorageSpec
{
    /// <summary><c>http(s)://host:port</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The region signatures name.</summary>
    public string Region { get; init; } = "us-east-1";
}

/// <summary>Where progress is reported.</summary>
public sealed record ProgressSpec
{
    /// <summary>The operator's endpoint, e.g. <c>http://finetune-operator.finetune-system.svc:8082/v1/progress</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Seconds between reports.</summary>
    public int EverySeconds { get; init; } = 5;
}
