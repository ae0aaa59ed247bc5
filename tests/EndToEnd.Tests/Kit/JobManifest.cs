using FineTune.Demo.Harness;

namespace EndToEnd.Tests.Kit;

/// <summary>A FineTuneJob as a user writes it: the tiny model on a few rows.</summary>
internal sealed record JobManifest(string Name)
{
    /// <summary>Every weight moves.</summary>
    public const string Full = "{type: Full}";

    /// <summary>LoRA on query and value.</summary>
    public const string Lora = "{type: LoRA, lora: {rank: 4, alpha: 16, dropout: \"0.1\", targetModules: [query, value]}}";

    /// <summary>The last layer and the head move.</summary>
    public const string Freeze = "{type: Freeze, freeze: {trainableLayers: 1}}";

    private const string Output = "s3://models/team-a/e2e/";

    /// <summary>The runtime.</summary>
    public string Runtime { get; init; } = "cpu";

    /// <summary>The base model's folder.</summary>
    public string Model { get; init; } = "s3://models/tiny/";

    /// <summary>The training file.</summary>
    public string Train { get; init; } = "s3://data/tiny/train.csv";

    /// <summary>The validation file.</summary>
    public string Validation { get; init; } = "s3://data/tiny/validation.csv";

    /// <summary>The test file.</summary>
    public string Test { get; init; } = "s3://data/tiny/test.csv";

    /// <summary>The column of the labels.</summary>
    public string Label { get; init; } = "label";

    /// <summary>The method union.</summary>
    public string Method { get; init; } = Lora;

    /// <summary>Optimizer steps.</summary>
    public int MaxSteps { get; init; } = 8;

    /// <summary>The learning rate.</summary>
    public string LearningRate { get; init; } = "1e-3";

    /// <summary>
    /// The arithmetic. BF16 has one linear kernel; fp32 has two, of which each run takes the one that it measures to be faster, so that two
    /// runs of the same inputs may differ in the last bit.
    /// </summary>
    public string Precision { get; init; } = "BF16";

    /// <summary>Steps between checkpoints.</summary>
    public int CheckpointEverySteps { get; init; } = 20;

    /// <summary>The seed.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>The secret with the store's keys.</summary>
    public string Secret { get; init; } = "minio-team-a";

    /// <summary>Counted restarts.</summary>
    public int BackoffLimit { get; init; } = 3;

    /// <summary>Whether the run stands still.</summary>
    public bool Suspend { get; init; }

    /// <summary>The folder of this job's runs.</summary>
    public string Runs => $"{Output}{Name}/";

    /// <summary>The manifest.</summary>
    public override string ToString() => $$$"""
        apiVersion: finetune.dev/v1alpha1
        kind: FineTuneJob
        metadata:
          name: {{{Name}}}
          namespace: {{{SampleObjects.Namespace}}}
        spec:
          runtimeRef: {name: {{{Runtime}}}}
          task: {type: SequenceClassification}
          model: {uri: {{{Model}}}}
          datasets:
          - {name: train, role: Train, uri: {{{Train}}}, columns: {text: text, label: {{{Label}}}}}
          - {name: validation, role: Validation, uri: {{{Validation}}}, columns: {text: text, label: label}}
          - {name: test, role: Test, uri: {{{Test}}}, columns: {text: text, label: label}}
          preprocessing: {maxSequenceLength: 32}
          method: {{{Method}}}
          hyperparameters: {maxSteps: {{{MaxSteps}}}, batchSize: 8, learningRate: "{{{LearningRate}}}", precision: {{{Precision}}}}
          seed: {{{Seed}}}
          evaluation: {every: None, baseline: true, keepBest: false}
          checkpoint:
            everySteps: {{{CheckpointEverySteps}}}
          output:
            uri: {{{Output}}}
          credentials:
            secretRef:
              name: {{{Secret}}}
          resources: {gpuClass: cpu}
          failurePolicy: {backoffLimit: {{{BackoffLimit}}}}
          suspend: {{{(Suspend ? "true" : "false")}}}
        """;
}
