using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>The base model: a folder, or fresh weights.</summary>
[ValidationRule("has(self.uri) || has(self.scratch)", message: "set uri, scratch, or both")]
public sealed record ModelSection
{
    /// <summary>A folder in Hugging Face layout: config.json, tokenizer files, safetensors. Beside scratch only its tokenizer and processor files are read.</summary>
    [Pattern(Patterns.StoreUri), Length(8, 1024)]
    public string? Uri { get; init; }

    /// <summary>Trains a model from nothing instead of from the folder's weights.</summary>
    public ScratchSection? Scratch { get; init; }
}
