using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Batching;

/// <summary>Mixes each image of a batch with another one: images (row, channel, height, width) and label probabilities (row, class).</summary>
public static class Mixing
{
    /// <summary>Mixup (Zhang et al. 2017): a share <paramref name="lambda"/> of each image and label, the rest from <paramref name="permutation"/> (row).</summary>
    public static (Tensor Images, Tensor Labels) Mixup(Tensor images, Tensor labels, Tensor permutation, double lambda) =>
        ((lambda * images) + ((1 - lambda) * images[permutation]), (lambda * labels) + ((1 - lambda) * labels[permutation]));

    /// <summary>
    /// CutMix (Yun et al. 2019): a box from the other image around a center; its sides are sqrt(1 - lambda) of the image's and clipped at the border, and
    /// labels are mixed by the area that the box then has.
    /// </summary>
    public static (Tensor Images, Tensor Labels) CutMix(Tensor images, Tensor labels, Tensor permutation, double lambda, int centerX, int centerY)
    {
        long height = images.shape[2], width = images.shape[3];
        double half = 0.5 * Math.Sqrt(1 - lambda);
        long halfWidth = (long)(half * width), halfHeight = (long)(half * height);
        long left = Math.Max(centerX - halfWidth, 0), right = Math.Min(centerX + halfWidth, width);
        long top = Math.Max(centerY - halfHeight, 0), bottom = Math.Min(centerY + halfHeight, height);
        double kept = 1 - ((double)((right - left) * (bottom - top)) / (width * height));
        Tensor mixed = images.clone();
        if (right > left && bottom > top)
        {
            Tensor box = images[permutation].narrow(2, top, bottom - top).narrow(3, left, right - left);
            mixed.narrow(2, top, bottom - top).narrow(3, left, right - left).copy_(box);
        }

        return (mixed, (kept * labels) + ((1 - kept) * labels[permutation]));
    }
}
