using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>The TorchScript texts, compiled once. A text that does not compile kills the process, so all of them compile at start and in a test.</summary>
public static class TorchKernels
{
    private static readonly Lazy<jit.CompilationUnit> Unit = new(() => jit.compile(string.Join('\n', FusedAdamW.Text, ForeachClip.Text, OneDnnLinear.Text, EmbeddingRows.Text, GeluTanh.Text, Attention.Text, CappedAttention.Text, RmsNorm.Text, Rotary.Text)));

    /// <summary>Compiles every text now instead of at first use.</summary>
    public static void CompileAll() => _ = Unit.Value;

    internal static Tensor InvokeTensor(string name, params object[] arguments) => (Tensor)Unit.Value.invoke(name, arguments);
}
