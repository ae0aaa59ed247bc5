namespace FineTuneTrainer.Core.Models.Bert;

/// <summary>The names BERT checkpoints come with, brought to one form: prefix <c>bert.</c>, LayerNorm's weight and bias.</summary>
internal static class BertKeys
{
    private static readonly string[] Encoder = ["embeddings.", "encoder.", "pooler."];

    public static string Normalize(string name)
    {
        // Checkpoints before 2019 call LayerNorm's weight gamma and its bias beta.
        if (name.EndsWith(".gamma", StringComparison.Ordinal))
            name = name[..^"gamma".Length] + "weight";
        if (name.EndsWith(".beta", StringComparison.Ordinal))
            name = name[..^"beta".Length] + "bias";
        return Encoder.Any(part => name.StartsWith(part, StringComparison.Ordinal)) ? $"bert.{name}" : name;
    }
}
