using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Losses;

/// <summary>Focal loss (Lin et al. 2017): alpha (1 - p)^gamma times cross-entropy, so that easy rows weigh less; the plain mean over rows.</summary>
public static class FocalLoss
{
    /// <summary>Logits (row, class) against class indices (row); <paramref name="alpha"/> has one weight a class.</summary>
    public static LossTerm Of(Tensor logits, Tensor labels, double gamma = 2, Tensor? alpha = null)
    {
        Tensor present = Labels.Present(labels);
        Tensor known = labels.masked_select(present);
        Tensor rows = logits[present]; // (labeled row, class)
        Tensor log = F.log_softmax(rows, -1).gather(1, known.unsqueeze(1)).squeeze(1);
        Tensor loss = -log * (1 - log.exp()).pow(gamma);
        return new LossTerm((alpha is null ? loss : alpha[known] * loss).sum(), known.shape[0]);
    }

    /// <summary>One logit a row against 0/1 targets; <paramref name="alpha"/> weighs the positive rows, 1 - alpha the others.</summary>
    public static LossTerm OfBinary(Tensor logits, Tensor targets, double gamma = 2, double alpha = 0.25)
    {
        Tensor entropy = F.binary_cross_entropy_with_logits(logits, targets, null, nn.Reduction.None);
        Tensor p = sigmoid(logits);
        Tensor right = (p * targets) + ((1 - p) * (1 - targets));
        Tensor weight = (alpha * targets) + ((1 - alpha) * (1 - targets));
        return new LossTerm((weight * (1 - right).pow(gamma) * entropy).sum(), logits.numel());
    }
}
