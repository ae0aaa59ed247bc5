using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>Any number of labels a text: binary cross-entropy over all of them to learn by; F1 and the share of exactly right rows to judge by.</summary>
public sealed class MultiLabelTask(IReadOnlyList<string> labels) : ITask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(ModelTask.SequenceClassification, ProblemType.MultiLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(ModelTask.SequenceClassification, ProblemType.MultiLabel, logits, batch);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        var scores = new MultiLabelScores(Labels.Count);
        var loss = Judging.Run(this, model, batches, (logits, batch) => Add(scores, Judging.Floats(logits), Judging.Floats(batch.Labels)), cancellationToken);
        return new Scores(
            new Dictionary<string, double>
            {
                ["f1_micro"] = scores.Average(Averaging.Micro).F,
                ["f1_macro"] = scores.Average(Averaging.Macro).F,
                ["accuracy"] = scores.SubsetAccuracy,
                ["loss"] = loss.MeanNegativeLogLikelihood,
            },
            [.. Labels.Select((label, index) => ClassScore.Of(label, scores.Labels[index]))],
            [],
            scores.Rows);
    }

    // A logit above 0 is a probability above a half.
    private void Add(MultiLabelScores scores, float[] logits, float[] actual)
    {
        for (var row = 0; row < logits.Length; row += Labels.Count)
            scores.Add(Array.ConvertAll(logits[row..(row + Labels.Count)], logit => logit > 0), Array.ConvertAll(actual[row..(row + Labels.Count)], value => value > 0.5f));
    }
}
