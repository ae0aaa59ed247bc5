using FineTuneTrainer.Core.Loop;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run;

/// <summary>What a run's tensors need, in bytes, by what they are for.</summary>
public sealed record MemoryEstimate(long Weights, long Gradients, long Optimizer, long Best, long Activations)
{
    private const int Float = 4;

    // Beside the inputs and results of its linear layers, a Transformer layer keeps two normalized inputs for its backward pass.
    private const int NormsPerLayer = 2;

    // Scores and probabilities of its attention.
    private const int ScoresPerLayer = 2;

    private static readonly string[] HeadFields = ["num_attention_heads", "n_heads", "n_head", "num_heads", "encoder_attention_heads"];

    /// <summary>All of it.</summary>
    public long Total => Weights + Gradients + Optimizer + Best + Activations;

    /// <summary>The estimate for a built run, at the longest row.</summary>
    public static MemoryEstimate Of(BuiltRun built)
    {
        var trainable = built.TrainableParameters * Float;
        var best = built.KeepsBest ? trainable : 0;
        return new MemoryEstimate(built.TotalParameters * Float, trainable, 2 * trainable, best, built.Recipe.Train[0].Dense is null ? OfTokens(built) : OfOneRow(built) * built.Settings.MicroBatchSize);
    }

    private static long OfTokens(BuiltRun built)
    {
        var model = built.Recipe.Model;
        var longest = built.Recipe.Train.Max(row => Math.Max(row.Ids.Length, row.Rejected?.Ids.Length ?? 0));
        // A pair is two rows of a batch.
        var positions = (long)built.Settings.MicroBatchSize * longest * (built.Recipe.Train[0].Rejected is null ? 1 : 2);
        var layers = model.Linears.Where(layer => model.LayerPrefixes.Any(prefix => layer.Name.StartsWith($"{prefix}.", StringComparison.Ordinal))).ToList();
        var heads = HeadFields.Select(name => model.Config[name]?.GetValue<long>() ?? 0).FirstOrDefault(count => count > 0);
        var hidden = layers.Count > 0 ? layers[0].In : 0;
        var perPosition = layers.Sum(layer => layer.In + layer.Out) + (model.LayerPrefixes.Count * ((NormsPerLayer * hidden) + (ScoresPerLayer * heads * longest)));
        return positions * perPosition * Float;
    }

    // Images and tables: every tensor that a forward pass of one row makes, convolutions and all. Rows have one shape, so a batch makes as many times more.
    private static long OfOneRow(BuiltRun built)
    {
        var recipe = built.Recipe;
        var training = recipe.Model.Training;
        recipe.Model.Training = false;
        using var scope = NewDisposeScope();
        using var batch = recipe.Collation.Collate([recipe.Train[0]], Occasion.Evaluation(0));
        recipe.Model.Forward(batch);
        recipe.Model.Training = training;
        return scope.DisposablesView.OfType<Tensor>().Where(tensor => !tensor.IsInvalid).Sum(tensor => tensor.numel() * tensor.ElementSize);
    }
}
