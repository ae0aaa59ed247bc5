using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Loop;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run.Evaluations;

/// <summary>How long one row alone takes: the forward pass, without reading or tokenizing.</summary>
internal static class Latency
{
    private const int MostRows = 50;
    private const int WarmUps = 3;
    private static readonly TimeSpan LongestMeasure = TimeSpan.FromSeconds(30);

    /// <summary>Milliseconds of up to 50 rows, evenly from first to last, sorted; fewer where a model is so slow that half a minute is over before.</summary>
    public static double[] Measure(Recipe recipe, IReadOnlyList<EncodedRow> rows, TimeProvider time, CancellationToken cancellationToken)
    {
        var training = recipe.Model.Training;
        recipe.Model.Training = false;
        try
        {
            using var noGrad = no_grad();
            var count = Math.Min(MostRows, rows.Count);
            List<EncodedRow> chosen = [.. Enumerable.Range(0, count).Select(i => rows[(int)((long)i * rows.Count / count)])];
            foreach (var row in chosen.Take(WarmUps))
                Pass(recipe, row);
            var times = new List<double>();
            var start = time.GetTimestamp();
            foreach (var row in chosen.TakeWhile(_ => time.GetElapsedTime(start) < LongestMeasure))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var before = time.GetTimestamp();
                Pass(recipe, row);
                times.Add(time.GetElapsedTime(before).TotalMilliseconds);
            }

            return [.. times.Order()];
        }
        finally
        {
            recipe.Model.Training = training;
        }
    }

    private static void Pass(Recipe recipe, EncodedRow row)
    {
        using var scope = NewDisposeScope();
        using var batch = recipe.Collation.InLengthOrder([row], 1).Single();
        // Reading a value waits until it is computed.
        recipe.Model.Forward(batch).flatten()[0].cpu();
    }
}
