namespace FineTuneTrainer.Core.Models.Qwen2;

/// <summary>Qwen's windows: none unless <c>use_sliding_window</c>; then by <c>layer_types</c>, or in the layers from <c>max_window_layers</c> on.</summary>
internal static class QwenWindows
{
    public static IReadOnlyList<int?> Read(ConfigReader config, int layers)
    {
        var window = config.Flag("use_sliding_window", false) ? config.WholeOrNull("sliding_window") : null;
        var types = config.List<string>("layer_types");
        if (types.Count > 0 && types.Count != layers)
            config.Refuse($"layer_types has {types.Count} entries for {layers} layers");
        var from = config.Json["max_window_layers"]?.GetValue<int>() ?? layers;
        return [.. Enumerable.Range(0, layers).Select(i => (types.Count == layers ? types[i] == "sliding_attention" : i >= from) ? window : null)];
    }
}
