namespace FineTuneTrainer.Run;

/// <summary>The files of a model's folder. Only these are fetched and only these travel with a tuned model: no pickle ever reaches the disk.</summary>
internal static class ModelFiles
{
    /// <summary>How texts and images become numbers, and how texts are generated.</summary>
    public static IReadOnlyList<string> Processors { get; } =
    [
        "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "chat_template.jinja", "chat_template.json", "vocab.txt", "vocab.json", "merges.txt",
        "tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "spm.model", "source.spm", "target.spm", "generation_config.json", "preprocessor_config.json",
    ];

    /// <summary>Whether a file belongs to a model: a processor's, its configuration or its weights.</summary>
    public static bool Has(string name) =>
        Processors.Contains(name) || name is "config.json" or "model.safetensors.index.json" || (!name.Contains('/') && name.EndsWith(".safetensors", StringComparison.Ordinal));
}
