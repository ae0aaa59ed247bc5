using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>Any number of labels a text: binary cross-entropy over all of them to learn by; F1, areas and the share of exactly right rows to judge by.</summary>
public sealed class MultiLabelTask(IReadOnlyList<string> labels) : ITask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(ModelTask.SequenceClassification, ProblemType.MultiLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(ModelTask.SequenceClassification, ProblemType.MultiLabel, logits, batch);

    /// <inheritdoc/>
    public IRowOutcomes Outcomes(IReadOnlyList<double[]> numbers) => new LabelSetOutcomes(Labels, numbers);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken) =>
        Scores.Of(Outcomes(Judging.Run(model, batches, Rows, cancellationToken)));

    private IReadOnlyList<double[]> Rows(Tensor logits, Batch batch)
    {
        var (sums, counts) = RowLosses.Of(ModelTask.SequenceClassification, ProblemType.MultiLabel, logits, batch.Labels);
        float[] scores = Judging.Floats(logits), actual = Judging.Floats(batch.Labels);
        return [.. sums.Select((sum, row) => LabelSetOutcomes.Row(sum, counts[row], Of(scores, row), Of(actual, row)))];
    }

    private ReadOnlySpan<float> Of(float[] values, int row) => values.AsSpan(row * Labels.Count, Labels.Count);
}
