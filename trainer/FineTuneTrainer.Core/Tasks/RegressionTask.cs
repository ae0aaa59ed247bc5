using FineTuneTrainer.Core.Losses;
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
    public IRowOutcomes Outcomes(IReadOnlyList<double[]> numbers) => new NumberOutcomes(numbers);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken) =>
        Scores.Of(Outcomes(Judging.Run(model, batches, Rows, cancellationToken)));

    private static IReadOnlyList<double[]> Rows(Tensor logits, Batch batch)
    {
        var (sums, counts) = RowLosses.Of(ModelTask.SequenceClassification, ProblemType.Regression, logits, batch.Labels);
        double[] predicted = Judging.Doubles(logits), actual = Judging.Doubles(batch.Labels);
        return [.. sums.Select((sum, row) => (double[])[sum, counts[row], predicted[row], actual[row]])];
    }
}
