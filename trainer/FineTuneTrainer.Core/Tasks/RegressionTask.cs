using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>A number a text: the squared error to learn by.</summary>
public sealed class RegressionTask : ITask
{
    /// <summary>The one output, as transformers names it.</summary>
    public IReadOnlyList<string> Labels { get; } = ["LABEL_0"];

    /// <inheritdoc/>
    public double Count(Batch batch) => TaskLoss.Count(ModelTask.SequenceClassification, ProblemType.Regression, batch);

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => TaskLoss.Of(ModelTask.SequenceClassification, ProblemType.Regression, logits, batch);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        var scores = new RegressionScores();
        var loss = Judging.Run(this, model, batches, (logits, batch) =>
        {
            foreach (var (predicted, actual) in Judging.Floats(logits).Zip(Judging.Floats(batch.Labels)))
                scores.Add(predicted, actual);
        }, cancellationToken);
        var values = new Dictionary<string, double>
        {
            ["mse"] = scores.MeanSquaredError,
            ["mae"] = scores.MeanAbsoluteError,
            ["r2"] = scores.R2,
            ["pearson"] = scores.Pearson,
            ["loss"] = loss.MeanNegativeLogLikelihood,
        };
        return new Scores(values, [], [], scores.Rows);
    }
}
