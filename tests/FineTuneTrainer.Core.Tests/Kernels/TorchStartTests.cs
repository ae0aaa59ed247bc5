using FineTuneTrainer.Core.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Kernels;

/// <summary>torch starts from this program's own output, and every kernel text compiles.</summary>
[Collection(TorchCollection.Name)]
public sealed class TorchStartTests
{
    [Fact]
    public void Torch_starts_from_the_output_folder()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(6, ones(2, 3).sum().item<float>());
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so")));
    }

    [Fact]
    public void Every_kernel_text_compiles_at_start() => TorchKernels.CompileAll();
}
