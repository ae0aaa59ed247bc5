using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>One label a text: cross-entropy to learn by; accuracy, F1, correlation, areas and loss to judge by.</summary>
public sealed class SequenceClassificationTask(IReadOnlyList<string> labels) : ITask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(ModelTask.SequenceClassification, ProblemType.SingleLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(ModelTask.SequenceClassification, ProblemType.SingleLabel, logits, batch);

    /// <inheritdoc/>
    public IRowOutcomes Outcomes(IReadOnlyList<double[]> numbers) => new ClassOutcomes(Labels, numbers);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken) =>
        Scores.Of(Outcomes(Judging.Run(model, batches, Rows, cancellationToken)));

    private IReadOnlyList<double[]> Rows(Tensor logits, Batch batch)
    {
        var (sums, counts) = RowLosses.Of(ModelTask.SequenceClassification, ProblemType.SingleLabel, logits, batch.Labels);
        int[] predicted = Judging.Ints(logits.argmax(1)), actual = Judging.Ints(batch.Labels);
        var probabilities = Judging.Doubles(logits.to(ScalarType.Float64).softmax(1));
        return [.. predicted.Select((label, row) => ClassOutcomes.Row(sums[row], counts[row], label, actual[row], probabilities.AsSpan(row * Labels.Count, Labels.Count)))];
    }
}
