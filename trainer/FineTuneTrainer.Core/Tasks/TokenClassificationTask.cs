using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>A tag a word, read at its first token: cross-entropy to learn by; entities as seqeval counts them to judge by.</summary>
public sealed class TokenClassificationTask(IReadOnlyList<string> labels) : ITask
{
    private readonly IReadOnlyList<string> _types = EntityOutcomes.TypesOf(labels);

    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(ModelTask.TokenClassification, ProblemType.SingleLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(ModelTask.TokenClassification, ProblemType.SingleLabel, logits, batch);

    /// <inheritdoc/>
    public IRowOutcomes Outcomes(IReadOnlyList<double[]> numbers) => new EntityOutcomes(Labels, numbers);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken) =>
        Scores.Of(Outcomes(Judging.Run(model, batches, Rows, cancellationToken)));

    private IReadOnlyList<double[]> Rows(Tensor logits, Batch batch)
    {
        var (sums, counts) = RowLosses.Of(ModelTask.TokenClassification, ProblemType.SingleLabel, logits, batch.Labels);
        int[] predicted = Judging.Ints(logits.argmax(2)), actual = Judging.Ints(batch.Labels);
        var length = (int)batch.Labels.shape[1];
        return [.. sums.Select((sum, row) =>
        {
            int[] words = [.. Enumerable.Range(row * length, length).Where(i => actual[i] != Losses.Labels.Ignored)];
            return EntityOutcomes.Row(_types, sum, counts[row], [.. words.Select(i => Labels[predicted[i]])], [.. words.Select(i => Labels[actual[i]])]);
        })];
    }
}
