using System.Text.Json.Nodes;

namespace FineTune.Contract;

/// <summary>The base model: a folder in Hugging Face layout, or fresh weights.</summary>
public sealed record ModelSpec
{
    /// <summary>The folder's URI: <c>s3://bucket/prefix/</c> or <c>file:///path/</c>. With <see cref="Scratch"/> only its tokenizer and processor files are read.</summary>
    public string? Uri { get; init; }

    /// <summary>A model without weights to begin with; null for the weights of <see cref="Uri"/>.</summary>
    public ScratchSpec? Scratch { get; init; }
}

/// <summary>A model that is trained from nothing.</summary>
public sealed record ScratchSpec
{
    /// <summary>The family, as config.json's <c>model_type</c> names it.</summary>
    public required string Family { get; init; }

    /// <summary>The other fields of its config.json; what the data decide (a vocabulary's size, a table's columns) may be left out.</summary>
    public JsonObject Config { get; init; } = [];
}
