using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Losses;

/// <summary>Losses of predicted numbers; every entry counts.</summary>
public static class RegressionLoss
{
    /// <summary>Scores (row) or (row, 1) against targets (row); the <paramref name="threshold"/> is for the last two types.</summary>
    public static LossTerm Of(Tensor scores, Tensor targets, RegressionLossType type = RegressionLossType.MeanSquared, double threshold = 1)
    {
        Tensor flat = scores.reshape(targets.shape);
        Tensor sum = type switch
        {
            RegressionLossType.MeanSquared => F.mse_loss(flat, targets, nn.Reduction.Sum),
            RegressionLossType.Absolute => F.l1_loss(flat, targets, nn.Reduction.Sum),
            RegressionLossType.SmoothAbsolute => F.smooth_l1_loss(flat, targets, nn.Reduction.Sum, threshold),
            RegressionLossType.Huber => F.huber_loss(flat, targets, threshold, nn.Reduction.Sum),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a loss of regression."),
        };
        return new LossTerm(sum, targets.numel());
    }
}
