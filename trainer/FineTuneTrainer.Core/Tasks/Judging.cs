using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tasks;

/// <summary>The walk through an evaluation that all tasks share: no gradients, no dropout, one batch at a time.</summary>
internal static class Judging
{
    /// <summary>Shows every batch with its logits to <paramref name="look"/>, which says what each of its rows came to; returns that for all rows, in the dataset's order.</summary>
    public static IReadOnlyList<double[]> Run(TaskModel model, IEnumerable<Batch> batches, Func<Tensor, Batch, IReadOnlyList<double[]>> look, CancellationToken cancellationToken)
    {
        var seen = new List<(int Row, double[] Numbers)>();
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
                var numbers = look(model.Forward(batch), batch);
                if (numbers.Count != batch.Rows.Count)
                    throw new InvalidOperationException($"A batch of {batch.Rows.Count} numbered rows came to {numbers.Count} outcomes.");
                seen.AddRange(batch.Rows.Zip(numbers));
            }
        }
        finally
        {
            model.Training = training;
        }

        return InOrder(seen);
    }

    /// <summary>A tensor's values as ints.</summary>
    public static int[] Ints(Tensor tensor) => [.. tensor.contiguous().data<long>().Select(value => (int)value)];

    /// <summary>A tensor's values as floats.</summary>
    public static float[] Floats(Tensor tensor) => [.. tensor.to(ScalarType.Float32).contiguous().data<float>()];

    /// <summary>A tensor's values as doubles.</summary>
    public static double[] Doubles(Tensor tensor) => [.. tensor.to(ScalarType.Float64).contiguous().data<double>()];

    private static double[][] InOrder(List<(int Row, double[] Numbers)> seen)
    {
        var rows = new double[seen.Count][];
        foreach (var (row, numbers) in seen)
            rows[row] = rows[row] is null ? numbers : throw new InvalidOperationException($"Row {row} was judged twice.");
        return rows;
    }
}
