using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>Words to be predicted, hidden ones (MaskedLM) or the next (CausalLM): cross-entropy to learn by; perplexity over tokens and the share of right ones to judge by.</summary>
public sealed class LanguageModelTask(ModelTask kind) : ITask
{
    /// <summary>None: the vocabulary is the model's.</summary>
    public IReadOnlyList<string> Labels { get; } = [];

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(kind, ProblemType.SingleLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(kind, ProblemType.SingleLabel, logits, batch);

    /// <inheritdoc/>
    public IRowOutcomes Outcomes(IReadOnlyList<double[]> numbers) => new TokenOutcomes(numbers);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken) =>
        Scores.Of(Outcomes(Judging.Run(model, batches, Rows, cancellationToken)));

    private IReadOnlyList<double[]> Rows(Tensor logits, Batch batch)
    {
        var (sums, counts) = RowLosses.Of(kind, ProblemType.SingleLabel, logits, batch.Labels);
        var right = Judging.Doubles(Right(logits, batch.Labels).sum(1));
        return [.. sums.Select((sum, row) => (double[])[sum, counts[row], right[row]])];
    }

    // An ignored label, -100, equals no predicted id.
    private Tensor Right(Tensor logits, Tensor labels) // (row, position)
    {
        var predicted = logits.argmax(2);
        if (kind == ModelTask.MaskedLM)
            return predicted.eq(labels);
        var next = labels.shape[1] - 1;
        return predicted.narrow(1, 0, next).eq(labels.narrow(1, 1, next));
    }
}
