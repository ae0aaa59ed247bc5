using FineTuneTrainer.Core.Metrics;
using FineTuneTrainer.Core.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>The walk through an evaluation that all tasks share: no gradients, no dropout, one batch at a time.</summary>
internal static class Judging
{
    /// <summary>Shows every batch with its logits; returns the mean loss over what counts, NaN when nothing does.</summary>
    public static Perplexity Run(ITask task, TaskModel model, IEnumerable<Batch> batches, Action<Tensor, Batch> look, CancellationToken cancellationToken)
    {
        var loss = new Perplexity();
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
                var sum = task.Loss(logits, batch);
                loss.Add(sum.Sum.ToDouble(), (long)sum.Count);
                look(logits, batch);
            }
        }
        finally
        {
            model.Training = training;
        }

        return loss;
    }

    /// <summary>A tensor's values as ints.</summary>
    public static int[] Ints(Tensor tensor) => [.. tensor.contiguous().data<long>().Select(value => (int)value)];

    /// <summary>A tensor's values as floats.</summary>
    public static float[] Floats(Tensor tensor) => [.. tensor.contiguous().data<float>()];
}
