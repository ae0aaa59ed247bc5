namespace FineTuneTrainer.Core.Kernels;

/// <summary>oneDNN's linear, which TorchSharp does not bind; autograd goes through it.</summary>
internal static class OneDnnText
{
    public const string Text = """
        def onednn_linear(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
            return torch.mkldnn_linear(x.to_mkldnn(), w, b).to_dense()

        """;
}
