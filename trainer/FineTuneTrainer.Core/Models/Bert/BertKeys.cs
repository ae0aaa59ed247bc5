using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Bert;

/// <summary>The names BERT checkpoints come with, brought to one form: prefix <c>bert.</c>, LayerNorm's weight and bias.</summary>
internal static class BertKeys
{
    private static readonly string[] Encoder = ["embeddings.", "encoder.", "pooler."];

    public static Dictionary<string, Tensor> Normalize(Dictionary<string, Tensor> tensors)
    {
        List<string> twice = [.. tensors.Keys.GroupBy(Normalize).Where(names => names.Count() > 1).Select(names => $"the checkpoint has one weight under {names.Count()} names: {string.Join(", ", names)}")];
        return twice.Count == 0 ? tensors.ToDictionary(pair => Normalize(pair.Key), pair => pair.Value) : throw new ModelIncompatibleException(twice);
    }

    private static string Normalize(string name)
    {
        // Checkpoints before 2019 call LayerNorm's weight gamma and its bias beta.
        if (name.EndsWith(".gamma", StringComparison.Ordinal))
            name = name[..^"gamma".Length] + "weight";
        if (name.EndsWith(".beta", StringComparison.Ordinal))
            name = name[..^"beta".Length] + "bias";
        return Encoder.Any(part => name.StartsWith(part, StringComparison.Ordinal)) ? $"bert.{name}" : name;
    }
}
