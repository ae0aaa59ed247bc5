namespace FineTuneTrainer.Run;

/// <summary>What a run's tensors need, in bytes, by what they are for.</summary>
public sealed record MemoryEstimate(long Weights, long Gradients, long Optimizer, long Best, long Activations)
{
    private const int Float = 4;

    // Tensors of (row, position, hidden) that a BERT layer keeps for its backward pass: query, key, value, context, output, two
    // norms with their inputs, dropout masks; and of (row, position, intermediate): before and after the activation.
    private const int HiddenTensorsPerLayer = 12;
    private const int IntermediateTensorsPerLayer = 2;

    /// <summary>All of it.</summary>
    public long Total => Weights + Gradients + Optimizer + Best + Activations;

    /// <summary>The estimate for a built run, at the longest row.</summary>
    public static MemoryEstimate Of(BuiltRun built)
    {
        var trainable = built.TrainableParameters * Float;
        var config = built.Recipe.Model.Config;
        long Size(string name) => config[name]?.GetValue<long>() ?? 0;
        var positions = (long)built.Settings.MicroBatchSize * built.Recipe.Train.Max(row => row.Ids.Length);
        var longest = built.Recipe.Train.Max(row => row.Ids.Length);
        var perLayer = positions * ((HiddenTensorsPerLayer * Size("hidden_size")) + (IntermediateTensorsPerLayer * Size("intermediate_size")) + (2 * Size("num_attention_heads") * longest));
        var best = built.KeepsBest ? trainable : 0;
        return new MemoryEstimate(built.TotalParameters * Float, trainable, 2 * trainable, best, perLayer * Size("num_hidden_layers") * Float);
    }
}
