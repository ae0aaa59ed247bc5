using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Kernels;

/// <summary>Tests that use torch run one after another: its random numbers and its count of live tensors are the process's own.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchCollection : ICollectionFixture<OneThread>
{
    public const string Name = "torch";
}

/// <summary>Tiny tensors are fastest on one thread, also where other programs keep the cores busy.</summary>
public sealed class OneThread
{
    public OneThread() => set_num_threads(1);
}
