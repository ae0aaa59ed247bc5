using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>One label a text: cross-entropy to learn by; accuracy, F1 and loss to judge by.</summary>
public sealed class SequenceClassificationTask(IReadOnlyList<string> labels) : ITask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(ModelTask.SequenceClassification, ProblemType.SingleLabel, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(ModelTask.SequenceClassification, ProblemType.SingleLabel, logits, batch);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        var scores = new ClassificationScores(Labels.Count);
        var loss = Judging.Run(this, model, batches, (logits, batch) => scores.Add(Judging.Ints(logits.argmax(1)), Judging.Ints(batch.Labels)), cancellationToken);
        return new Scores(
            new Dictionary<string, double> { ["accuracy"] = scores.Accuracy, ["f1_macro"] = scores.MacroF1, ["f1_weighted"] = scores.WeightedF1, ["loss"] = loss.MeanNegativeLogLikelihood },
            [.. Labels.Select((label, index) => new ClassScore(label, scores.PerClass[index].Precision, scores.PerClass[index].Recall, scores.PerClass[index].F1, scores.PerClass[index].Support))],
            scores.Confusion(),
            loss.Tokens);
    }
}
