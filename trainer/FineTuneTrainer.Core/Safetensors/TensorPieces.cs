using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Safetensors;

/// <summary>Views of a contiguous tensor that cover it in order, each of a bounded size.</summary>
internal static class TensorPieces
{
    // Spans end at 2 GiB.
    public const int LargestSpan = 1 << 30;

    public static IEnumerable<Tensor> Of(Tensor tensor, int mostBytes)
    {
        var size = DTypes.SizeOf(tensor.dtype);
        if (tensor.numel() * size <= mostBytes)
        {
            yield return tensor;
            yield break;
        }

        var flat = tensor.view(-1);
        var step = mostBytes / size;
        for (long at = 0; at < flat.shape[0]; at += step)
            yield return flat.narrow(0, at, Math.Min(step, flat.shape[0] - at));
    }
}
