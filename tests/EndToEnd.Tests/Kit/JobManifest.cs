using FineTune.Demo.Harness;

namespace EndToEnd.Tests.Kit;

/// <summary>A FineTuneJob as a user writes it: a few steps of the small model on a few rows.</summary>
public sealed record JobManifest(string Name)
{
    /// <summary>LoRA on query and value.</summary>
    public const string Lora = "{type: LoRA, lora: {rank: 4, alpha: 16, targetModules: [query, value]}}";

    /// <summary>Optimizer steps.</summary>
    public int MaxSteps { get; init; } = 8;

    /// <summary>The method union.</summary>
    public string Method { get; init; } = Lora;

    /// <summary>The training file.</summary>
    public string Train { get; init; } = "s3://data/e2e/train.csv";

    /// <summary>The learning rate.</summary>
    public string LearningRate { get; init; } = "1e-3";

    /// <summary>The secret with the store's keys.</summary>
    public string Secret { get; init; } = "minio-team-a";

    /// <summary>Steps between checkpoints.</summary>
    public int CheckpointEverySteps { get; init; } = 20;

    /// <summary>Whether the run stands still.</summary>
    public bool Suspend { get; init; }

    /// <summary>The folder of the runs of this test.</summary>
    public string Output => "s3://models/team-a/e2e/";

    /// <summary>The manifest.</summary>
    public override string ToString() => $$$"""
        apiVersion: finetune.dev/v1alpha1
        kind: FineTuneJob
        metadata:
          name: {{{Name}}}
          namespace: {{{SampleObjects.Namespace}}}
        spec:
          runtimeRef: {name: cpu}
          task: {type: SequenceClassification}
          model: {uri: s3://models/minilm-l3/}
          datasets:
          - {name: train, role: Train, uri: {{{Train}}}, columns: {text: text, label: label}}
          - {name: test, role: Test, uri: s3://data/e2e/test.csv, columns: {text: text, label: label}}
          preprocessing: {maxSequenceLength: 32}
          method: {{{Method}}}
          hyperparameters: {maxSteps: {{{MaxSteps}}}, batchSize: 8, learningRate: "{{{LearningRate}}}"}
          seed: 7
          evaluation: {every: None, baseline: true, keepBest: false}
          checkpoint:
            everySteps: {{{CheckpointEverySteps}}}
          output:
            uri: {{{Output}}}
          credentials:
            secretRef:
              name: {{{Secret}}}
          resources: {gpuClass: cpu}
          suspend: {{{(Suspend ? "true" : "false")}}}
        """;
}
