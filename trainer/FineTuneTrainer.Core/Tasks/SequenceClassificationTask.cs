using FineTuneTrainer.Core.Losses;
using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>One label a text: cross-entropy to learn by; accuracy, F1 and loss to judge by.</summary>
public sealed class SequenceClassificationTask(IReadOnlyList<string> labels) : ITask
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Labels { get; } = labels;

    /// <inheritdoc/>
    public double Count(Batch batch) => batch.Labels.shape[0];

    /// <inheritdoc/>
    public LossTerm Loss(Tensor logits, Batch batch) => CrossEntropy.Of(logits, batch.Labels);

    /// <inheritdoc/>
    public Scores Evaluate(TaskModel model, IEnumerable<Batch> batches, CancellationToken cancellationToken)
    {
        var scores = new ClassificationScores(Labels.Count);
        var lossSum = 0.0;
        var rows = 0L;
        var training = model.Training;
        model.Training = false;
        try
        {
            using var noGrad = no_grad();
            foreach (var batch in batches)
            {
                using var scope = NewDisposeScope();
                using var owned = batch;
                cancellationToken.ThrowIfCancellationRequested();
                var logits = model.Forward(batch);
                var loss = Loss(logits, batch);
                lossSum += loss.Sum.ToDouble();
                rows += (long)loss.Count;
                scores.Add(ToInts(logits.argmax(1)), ToInts(batch.Labels));
            }
        }
        finally
        {
            model.Training = training;
        }

        return Scores.Of(scores, Labels, rows == 0 ? double.NaN : lossSum / rows, rows);
    }

    private static int[] ToInts(Tensor tensor)
    {
        var values = tensor.data<long>().ToArray();
        return Array.ConvertAll(values, value => (int)value);
    }
}
