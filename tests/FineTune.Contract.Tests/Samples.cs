namespace FineTune.Contract.Tests;

/// <summary>One message of each kind with every member set, so that a member that is lost shows.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    public static RunSpec Spec => new()
    {
        Version = RunSpec.CurrentVersion,
        Run = new RunIdentity { Name = "intents-lora", Namespace = "team-a", Uid = "u-1", Epoch = 2, Fingerprint = "sha256:aa" },
        Mode = RunMode.Rehearsal,
        Task = new TaskSpec { Type = "SequenceClassification" },
        Model = new ModelSpec { Uri = "s3://models/base/" },
        Datasets = [new DatasetSpec { Name = "reviews", Role = DatasetRole.Validation, Uri = "s3://data/評.csv", Format = DatasetFormat.Jsonl, Columns = new Dictionary<string, string> { ["text"] = "review", ["label"] = "sentiment" } }],
        Preprocessing = new PreprocessingSpec { MaxSequenceLength = 64, ValidationSplit = 0.25 },
        Method = new MethodSpec { Type = MethodType.LoRA, Lora = new LoraSpec { Rank = 4, Alpha = 32, Dropout = 0.1, TargetModules = ["query", "value"] }, Freeze = new FreezeSpec { TrainableLayers = 1 } },
        Hyperparameters = new HyperparameterSpec
        {
            Epochs = 3,
            MaxSteps = 100,
            BatchSize = 8,
            MicroBatchSize = 4,
            LearningRate = 5e-5,
            WeightDecay = 0.02,
            AdamBeta1 = 0.8,
            AdamBeta2 = 0.99,
            AdamEpsilon = 1e-7,
            MaxGradientNorm = 0.5,
            Scheduler = SchedulerType.Cosine,
            WarmupSteps = 10,
            WarmupRatio = 0.06,
            Precision = PrecisionType.BF16,
            LinearKernel = LinearKernelType.OneDnn,
            Dropout = 0.2,
            GroupByLength = false,
        },
        Seed = 7,
        Evaluation = new EvaluationSpec { Every = IntervalType.Steps, EverySteps = 5, Metric = "f1_macro", Direction = DirectionType.Minimize, Baseline = false, KeepBest = false, EarlyStoppingPatience = 2, EarlyStoppingMinDelta = 0.001, Slices = ["language"] },
        Checkpoint = new CheckpointSpec { EverySteps = 20, EverySeconds = 60, SaveOnTermination = false, Resume = false, KeepLatest = 3 },
        Output = new OutputSpec { Uri = "s3://models/team-a/intents/job/u-1/", Runs = "s3://models/team-a/intents/job/", Artifacts = [ArtifactType.Adapter, ArtifactType.Merged, ArtifactType.Model] },
        Storage = new StorageSpec { Endpoint = "http://minio:9000", Region = "eu-central-1" },
        Progress = new ProgressSpec { Url = "http://operator:8082/v1/progress", EverySeconds = 3 },
    };

    public static RunSpec SmallestSpec => new()
    {
        Version = RunSpec.CurrentVersion,
        Run = new RunIdentity { Name = "j", Namespace = "n", Uid = "u", Epoch = 1, Fingerprint = "sha256:bb" },
        Task = new TaskSpec { Type = "SequenceClassification" },
        Model = new ModelSpec { Uri = "file:///models/base/" },
        Datasets = [new DatasetSpec { Name = "d", Role = DatasetRole.Train, Uri = "file:///data/d.csv", Format = DatasetFormat.Csv }],
        Method = new MethodSpec { Type = MethodType.Full },
        Hyperparameters = new HyperparameterSpec { LearningRate = 0.001 },
        Output = new OutputSpec { Uri = "file:///out/" },
    };

    public static RunReport Report => new()
    {
        Version = RunReport.CurrentVersion,
        Class = nameof(ExitCode.InvalidData),
        ExitCode = (int)ExitCode.InvalidData,
        Message = "one row cannot be read",
        Hint = "fix it",
        Problems = [new RunProblem { Place = "reviews.csv:7", Message = "a quote is not closed", Hint = "close it" }],
        Step = 40,
        TotalSteps = 100,
        LastCheckpoint = Checkpoint,
        Method = "LoRA",
        TotalParameters = 17_400_000_000,
        TrainableParameters = 1_234_567,
        Baseline = new Dictionary<string, double> { ["accuracy"] = 0.125, ["loss"] = 2.5 },
        Tuned = new Dictionary<string, double> { ["accuracy"] = 0.9375, ["loss"] = 0.25 },
        ScoredOn = "Test",
        DurationSeconds = 61.5,
        TokensPerSecond = 1234.5,
        PeakMemoryBytes = 5_000_000_000,
        Device = "cpu",
        LinearKernel = "OneDnn",
        Inputs = [new InputDigest { Name = "model", Digest = "sha256:cc" }, new InputDigest { Name = "reviews", Digest = "sha256:dd", Records = 1000 }],
        Outputs = [new PublishedArtifact { Type = ArtifactType.Adapter, Uri = "s3://models/x/output/adapter/", SizeBytes = 4096, Digest = "sha256:ee" }],
    };

    public static EvaluationReport Evaluation => new()
    {
        Version = EvaluationReport.CurrentVersion,
        Name = "intents-lora",
        Task = "SequenceClassification",
        ScoredOn = "Test",
        Rows = 120,
        Metric = "accuracy",
        Direction = DirectionType.Maximize,
        Base = new ModelScores { Values = new Dictionary<string, double> { ["accuracy"] = 0.125 }, Interval = new ScoreInterval(0.0625, 0.25) },
        Tuned = new ModelScores { Values = new Dictionary<string, double> { ["accuracy"] = 0.9375 }, Interval = new ScoreInterval(0.875, 0.96875) },
        Difference = new ScoreDifference { Value = 0.8125, Interval = new ScoreInterval(0.75, 0.875), Verdict = VerdictType.Better, Rows = new RightAndWrong(2, 100, 0.0009765625) },
        Resampling = new ResamplingNote { Level = 0.95, Resamples = 1000, Seed = 7 },
        Classes = [new ClassComparison { Label = "買", Support = 60, Base = new ClassMeasures(0.5, 0.25, 0.375), Tuned = new ClassMeasures(0.75, 1, 0.875) }],
        Confusion = new ConfusionTable { Labels = ["買", "賣"], Base = [[30, 30], [0, 60]], Tuned = [[60, 0], [15, 45]] },
        Slices = [new SliceScores { By = "language", Value = "zh", Rows = 60, Base = new ModelScores { Values = new Dictionary<string, double> { ["accuracy"] = 0 } }, Tuned = new ModelScores { Values = new Dictionary<string, double> { ["accuracy"] = 1 } } }],
        Cost = new EvaluationCost { LatencyP50Milliseconds = 12.5, LatencyP95Milliseconds = 20.25, LatencyRows = 50, RowsPerSecond = 300.5, PeakMemoryBytes = 5_000_000_000, Device = "cpu" },
    };

    public static RunProgress Progress => new()
    {
        Namespace = "team-a",
        Job = "intents-lora",
        Uid = "u-1",
        Epoch = 2,
        Stage = "Training",
        Step = 40,
        TotalSteps = 100,
        DataEpoch = 1.25,
        TokensPerSecond = 1234.5,
        EstimatedCompletionTime = Noon.AddMinutes(5),
        Time = Noon,
        Metrics = [new MetricValue { Name = "train_loss", Value = 0.5, Step = 40 }],
        Checkpoint = Checkpoint,
    };

    public static ArtifactManifest Manifest => new()
    {
        Version = ArtifactManifest.CurrentVersion,
        Kind = "checkpoint",
        RunUid = "u-1",
        Epoch = 2,
        Step = 40,
        Fingerprint = "sha256:aa",
        Files = [new ManifestFile { Path = "weights.safetensors", Size = 5_000_000_000, Sha256 = "ff" }],
    };

    private static CheckpointInfo Checkpoint => new() { Step = 20, Uri = "s3://models/x/checkpoints/step-20/", SizeBytes = 5_000_000_000, Time = Noon };
}
