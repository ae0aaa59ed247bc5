namespace FineTuneTrainer.Core.Tests.Kernels;

/// <summary>Tests that use torch run one after another: its random numbers and its count of live tensors are the process's own.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchCollection
{
    public const string Name = "torch";
}
