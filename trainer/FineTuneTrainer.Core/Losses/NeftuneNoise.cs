using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Losses;

/// <summary>NEFTune (Jain et al. 2023): uniform noise in [-m, m] on the embeddings while training, m = alpha / sqrt(length * width).</summary>
public static class NeftuneNoise
{
    /// <summary>
    /// Embeddings (row, token, width) with noise from <paramref name="uniform"/>, numbers in [0, 1) of the same shape. Without
    /// <paramref name="lengths"/> the padded length counts and pads get noise too, as in transformers; with them (row) each row's own length counts and
    /// its pads get none, as in the paper.
    /// </summary>
    public static Tensor Add(Tensor embeddings, Tensor uniform, double alpha, Tensor? lengths = null)
    {
        long length = embeddings.shape[1], width = embeddings.shape[2];
        Tensor noise = (2 * uniform) - 1;
        if (lengths is null) return embeddings + (noise * (alpha / Math.Sqrt(length * width)));
        Tensor size = alpha / (lengths.to(embeddings.dtype) * width).sqrt();
        Tensor real = arange(length, device: embeddings.device).unsqueeze(0).lt(lengths.unsqueeze(1)); // (row, token)
        return embeddings + (noise * size.view(-1, 1, 1) * real.unsqueeze(2).to(embeddings.dtype));
    }
}
