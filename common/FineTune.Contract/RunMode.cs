using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>What a run does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunMode>))]
public enum RunMode
{
    /// <summary>Trains and publishes.</summary>
    Train,

    /// <summary>Checks inputs only.</summary>
    Validate,

    /// <summary>A few steps, nothing published.</summary>
    Rehearsal,
}
