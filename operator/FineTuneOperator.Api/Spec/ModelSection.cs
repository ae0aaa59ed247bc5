using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>The base model.</summary>
public sealed record ModelSection
{
    /// <summary>A folder in Hugging Face layout: config.json, tokenizer files, safetensors.</summary>
    [Required, Pattern(Patterns.StoreUri), Length(8, 1024)]
    public string Uri { get; init; } = "";
}
