using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>Where results go.</summary>
public sealed record OutputSpec
{
    /// <summary>The run's own folder: <c>&lt;output.uri&gt;/&lt;job&gt;/&lt;uid&gt;/</c>, with the final slash.</summary>
    public required string Uri { get; init; }

    /// <summary>
    /// The folder of all runs of this job, <c>&lt;output.uri&gt;/&lt;job&gt;/</c>: when one of them is committed with the same fingerprint and
    /// the same inputs, nothing is trained. Null: only this run's own folder counts.
    /// </summary>
    public string? Runs { get; init; }

    /// <summary>What is published.</summary>
    public IReadOnlyList<ArtifactType> Artifacts { get; init; } = [];
}

/// <summary>What a run publishes.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ArtifactType>))]
public enum ArtifactType
{
    /// <summary>The whole tuned model (Full and Freeze).</summary>
    Model,

    /// <summary>A PEFT adapter folder.</summary>
    Adapter,

    /// <summary>Base and adapter merged into a whole model.</summary>
    Merged,
}
