using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Kernels;

/// <summary>Rows of a table by index: <c>torch.nn.functional.embedding</c>, which TorchSharp does not bind. The padding row gets no gradient.</summary>
internal static class EmbeddingRows
{
    public const string Text = """
        def embedding(w: Tensor, ids: Tensor, padding: int) -> Tensor:
            return torch.embedding(w, ids, padding)

        """;

    /// <summary>No row is padding.</summary>
    public const long NoPadding = -1;

    public static Tensor Apply(Tensor table, Tensor ids, long padding) => TorchKernels.InvokeTensor("embedding", table, ids, padding);

    /// <summary>The plain twin.</summary>
    public static Tensor ApplyPlain(Tensor table, Tensor ids, long padding)
    {
        var rows = table.index_select(0, ids.view(-1)).view([.. ids.shape, table.shape[1]]);
        return where(ids.eq(padding).unsqueeze(-1), rows.detach(), rows);
    }
}
