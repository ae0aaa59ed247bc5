using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>Rows of a table by index: <c>torch.nn.functional.embedding</c>, which TorchSharp does not bind.</summary>
internal static class Embedding
{
    public const string Text = """
        def embedding(w: Tensor, ids: Tensor) -> Tensor:
            return torch.embedding(w, ids)

        """;

    public static Tensor Rows(Tensor table, Tensor ids) => TorchKernels.InvokeTensor("embedding", table, ids);

    /// <summary>The plain twin.</summary>
    public static Tensor RowsPlain(Tensor table, Tensor ids) => table.index_select(0, ids.view(-1)).view([.. ids.shape, table.shape[1]]);
}
