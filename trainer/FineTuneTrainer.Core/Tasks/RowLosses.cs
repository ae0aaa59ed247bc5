using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>The losses of <see cref="TaskLoss"/> row by row, for evaluations: what each row adds to the sum, and to the count.</summary>
internal static class RowLosses
{
    /// <summary>A sum and a count for each row.</summary>
    public static (double[] Sums, double[] Counts) Of(ModelTask task, ProblemType problem, Tensor logits, Tensor labels) => (task, problem) switch
    {
        (ModelTask.CausalLM, _) => OfNextToken(logits, labels),
        (ModelTask.TokenClassification or ModelTask.MaskedLM or ModelTask.Seq2Seq, _) => OfClasses(logits, labels),
        (_, ProblemType.MultiLabel) => OfEntries(F.binary_cross_entropy_with_logits(logits, labels, reduction: nn.Reduction.None)),
        (_, ProblemType.Regression) => OfEntries(F.mse_loss(logits.view(labels.shape), labels, nn.Reduction.None)),
        _ => OfClasses(logits, labels),
    };

    private static (double[] Sums, double[] Counts) OfNextToken(Tensor logits, Tensor labels)
    {
        var (before, next) = Labels.Shifted(logits, labels);
        return OfClasses(before, next);
    }

    // Logits (row, ..., class) against labels (row, ...): what is ignored has loss 0.
    private static (double[] Sums, double[] Counts) OfClasses(Tensor logits, Tensor labels)
    {
        var entries = F.cross_entropy(logits.reshape(-1, logits.shape[^1]), labels.reshape(-1), null, Labels.Ignored, nn.Reduction.None);
        return (SumOfRows(entries.view(labels.shape)), SumOfRows(Labels.Present(labels)));
    }

    private static (double[] Sums, double[] Counts) OfEntries(Tensor entries) => (SumOfRows(entries), SumOfRows(ones_like(entries)));

    private static double[] SumOfRows(Tensor entries) => Judging.Doubles(entries.to(ScalarType.Float64).reshape(entries.shape[0], -1).sum(1));
}
