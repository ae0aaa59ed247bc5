using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>A model that is trained from nothing.</summary>
public sealed record ScratchSection
{
    /// <summary>The family: a model_type of config.json, such as bert, llama, marian, resnet, cnn or mlp.</summary>
    [Required, Pattern("^[a-z0-9][a-z0-9_-]*$"), Length(1, 63)]
    public string Family { get; init; } = "";

    /// <summary>The other fields of its config.json, as JSON text; what the data decide (a vocabulary's size, a table's columns) may be left out.</summary>
    [Length(2, 16384), DefaultValue("{}")]
    public string Config { get; init; } = "{}";
}
