using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Losses;

/// <summary>Cross-entropy of logits against labels, with torch.nn.CrossEntropyLoss's definitions; a label of -100 does not count.</summary>
public static class CrossEntropy
{
    /// <summary>
    /// Against class indices: logits (..., class), labels (...). With class <paramref name="weights"/> the count is the sum of the targets' weights;
    /// <paramref name="smoothing"/> spreads that share of the target evenly over all classes.
    /// </summary>
    public static LossTerm Of(Tensor logits, Tensor labels, Tensor? weights = null, double smoothing = 0)
    {
        Tensor flat = logits.reshape(-1, logits.shape[^1]), targets = labels.reshape(-1);
        Tensor sum = F.cross_entropy(flat, targets, weights, Labels.Ignored, nn.Reduction.Sum, smoothing);
        return new LossTerm(sum, weights is null ? Labels.Count(targets) : WeightOf(targets, weights));
    }

    /// <summary>Against the next token: position t of the logits (row, token, vocabulary) predicts label t + 1 of (row, token).</summary>
    public static LossTerm OfNextToken(Tensor logits, Tensor labels, double smoothing = 0)
    {
        (Tensor before, Tensor next) = Labels.Shifted(logits, labels);
        return Of(before, next, null, smoothing);
    }

    /// <summary>Against probabilities: logits and targets (row, class). Every row counts.</summary>
    public static LossTerm OfSoft(Tensor logits, Tensor targets) => new(-(targets * F.log_softmax(logits, -1)).sum(), logits.shape[0]);

    /// <summary>Against class indices, the smoothed share spread over the other classes only: 1 - e for the target, e / (K - 1) for each other one.</summary>
    public static LossTerm OfOthersSmoothed(Tensor logits, Tensor labels, double smoothing)
    {
        // e / (K - 1) for each other class is e' = e K / (K - 1) spread over all K.
        long classes = logits.shape[^1];
        return Of(logits, labels, null, smoothing * classes / (classes - 1));
    }

    private static double WeightOf(Tensor labels, Tensor weights)
    {
        Tensor present = Labels.Present(labels);
        return weights[labels.masked_select(present)].sum().item<float>();
    }
}
