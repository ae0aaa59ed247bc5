using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Metrics.Tagging;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>A tag a word, read at its first token: cross-entropy to learn by; entities as seqeval counts them to judge by.</summary>
public sealed class TokenClassificationTask(IReadOnlyList<string> labels) : ITask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(ModelTask.TokenClassification, ProblemType.SingleLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(ModelTask.TokenClassification, ProblemType.SingleLabel, logits, batch);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        var scores = new EntityScores();
        long rows = 0;
        var loss = Judging.Run(this, model, batches, (logits, batch) =>
        {
            rows += batch.Labels.shape[0];
            Add(scores, Judging.Ints(logits.argmax(2)), Judging.Ints(batch.Labels), (int)batch.Labels.shape[1]);
        }, cancellationToken);
        var all = scores.Average(Averaging.Micro);
        return new Scores(
            new Dictionary<string, double> { ["f1"] = all.F, ["precision"] = all.Precision, ["recall"] = all.Recall, ["accuracy"] = scores.TokenAccuracy, ["loss"] = loss.MeanNegativeLogLikelihood },
            [.. scores.PerType.Select(pair => ClassScore.Of(pair.Key, pair.Value))],
            [],
            rows);
    }

    private void Add(EntityScores scores, int[] predicted, int[] actual, int length)
    {
        for (var row = 0; row < actual.Length; row += length)
        {
            int[] words = [.. Enumerable.Range(row, length).Where(i => actual[i] != Losses.Labels.Ignored)];
            scores.Add([.. words.Select(i => Labels[predicted[i]])], [.. words.Select(i => Labels[actual[i]])]);
        }
    }
}
