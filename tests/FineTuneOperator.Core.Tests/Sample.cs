using FineTune.Contract;
using FineTuneOperator.Api;
using k8s.Models;

namespace FineTuneOperator.Core.Tests;

/// <summary>Jobs and facts to start from; tests change what they are about.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static FineTuneRuntimeSpec Runtime { get; } = new()
    {
        Image = "trainer:1",
        GpuClasses = [new GpuClass { Name = "cpu", Count = 0 }, new GpuClass { Name = "a10", Count = 2 }],
        Storage = new RuntimeStorage { Endpoint = "http://store:9000" },
    };

    public static FineTuneJob Job(Func<FineTuneJobSpec, FineTuneJobSpec>? change = null, FineTuneJobStatus? status = null) => new()
    {
        Metadata = new V1ObjectMeta { Name = "intents", NamespaceProperty = "team-a", Uid = "u1", Generation = 1, CreationTimestamp = Now.AddMinutes(-10).UtcDateTime },
        Spec = (change ?? (spec => spec))(new FineTuneJobSpec
        {
            RuntimeRef = new RuntimeReference { Name = "cpu" },
            Task = new TaskSection { Type = "SequenceClassification" },
            Model = new ModelSection { Uri = "s3://models/base/" },
            Datasets = [new DatasetSection { Name = "train", Role = "Train", Uri = "s3://data/train.csv" }],
            Method = new MethodSection { Type = "Full" },
            Hyperparameters = new HyperparameterSection { Epochs = 1, LearningRate = "5e-5" },
            Output = new OutputSection { Uri = "s3://models/out/" },
            Credentials = new CredentialsSection { SecretRef = new SecretReference { Name = "keys" } },
            Resources = new ResourcesSection { GpuClass = "a10" },
        }),
        Status = status ?? new FineTuneJobStatus(),
    };

    public static JobFacts Facts(FineTuneJob? job = null) => new() { Job = job ?? Job(), Now = Now, Runtime = new RuntimeFacts(Runtime, null) };

    public static JobFacts WithChild(this JobFacts facts, int epoch = 1, ChildOutcome outcome = ChildOutcome.None, bool deleting = false) => facts with
    {
        Children = [.. facts.Children, new ChildFacts { Name = $"intents-{epoch}", Uid = $"c{epoch}", Epoch = epoch, Outcome = outcome, Deleting = deleting }],
    };

    public static JobFacts WithPod(this JobFacts facts, Func<PodFacts, PodFacts>? change = null) => facts with
    {
        Pods = [.. facts.Pods, (change ?? (pod => pod))(new PodFacts { Name = "intents-1-abcde", Uid = "p1", Epoch = facts.Current?.Epoch ?? 1, Node = "node-1", Phase = "Running", StartedAt = Now.AddMinutes(-5) })],
    };

    /// <summary>A running attempt.</summary>
    public static JobFacts Running(FineTuneJob? job = null) => Facts(job).WithChild().WithPod();

    /// <summary>An attempt whose pod ended with a code, and with or without a report.</summary>
    public static JobFacts Ended(int code, FineTuneJob? job = null, RunReport? report = null, int epoch = 1) =>
        Facts(job).WithChild(epoch, code == 0 ? ChildOutcome.Succeeded : ChildOutcome.Failed)
            .WithPod(pod => pod with { Phase = code == 0 ? "Succeeded" : "Failed", ExitCode = code, FinishedAt = Now.AddMinutes(-1), Report = report });

    public static RunReport Report(int code, string message = "trained 30 steps") => new()
    {
        Version = 1,
        Class = ExitCodes.ClassOf(code),
        ExitCode = code,
        Message = message,
        Step = 30,
        TotalSteps = 30,
    };

    /// <summary>The facts after a decision was carried out: its status stands, everything else is as it was.</summary>
    public static JobFacts After(this JobFacts facts, Decision decision, TimeSpan later = default) => facts with
    {
        Now = facts.Now + later,
        Job = new FineTuneJob { Metadata = facts.Job.Metadata, Spec = facts.Job.Spec, Status = decision.Status ?? facts.Job.Status },
    };

    public static JobCondition Condition(this Decision decision, string type) => decision.Status!.Conditions.Single(one => one.Type == type);
}
