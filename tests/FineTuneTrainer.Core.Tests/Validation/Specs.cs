using FineTune.Contract;

namespace FineTuneTrainer.Core.Tests.Validation;

/// <summary>RunSpecs to change.</summary>
internal static class Specs
{
    public static RunSpec Valid { get; } = new()
    {
        Version = RunSpec.CurrentVersion,
        Run = new RunIdentity { Name = "job", Namespace = "team-a", Uid = "u1", Epoch = 1, Fingerprint = "sha256:f" },
        Task = new TaskSpec { Type = "SequenceClassification" },
        Model = new ModelSpec { Uri = "s3://models/bert/" },
        Datasets = [new DatasetSpec { Name = "train", Role = DatasetRole.Train, Uri = "s3://data/train.csv", Format = DatasetFormat.Csv }],
        Method = new MethodSpec { Type = MethodType.Full },
        Hyperparameters = new HyperparameterSpec { LearningRate = 1e-4, Epochs = 1 },
        Output = new OutputSpec { Uri = "s3://out/job/u1/", Artifacts = [ArtifactType.Model] },
    };
}
