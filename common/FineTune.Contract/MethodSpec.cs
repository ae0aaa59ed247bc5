using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>Which weights move: a union, told apart by <see cref="Type"/>.</summary>
public sealed record MethodSpec
{
    /// <summary>The method.</summary>
    public required MethodType Type { get; init; }

    /// <summary>Set when the method is LoRA.</summary>
    public LoraSpec? Lora { get; init; }

    /// <summary>Set when the method is Freeze.</summary>
    public FreezeSpec? Freeze { get; init; }
}

/// <summary>The tuning methods this build knows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MethodType>))]
public enum MethodType
{
    /// <summary>Every weight moves.</summary>
    Full,

    /// <summary>The encoder stands still, the head moves.</summary>
    Freeze,

    /// <summary>Low-rank updates beside frozen weights.</summary>
    LoRA,
}

/// <summary>Low-rank adaptation, as PEFT defines it.</summary>
public sealed record LoraSpec
{
    /// <summary>The rank r of the update.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The update is scaled by alpha / r.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>Dropout before the down projection.</summary>
    public double Dropout { get; init; }

    /// <summary>Module names (or dotted suffixes) that get an update.</summary>
    public IReadOnlyList<string> TargetModules { get; init; } = [];
}

/// <summary>Which parts stand still.</summary>
public sealed record FreezeSpec
{
    /// <summary>How many of the encoder's last layers move all the same; 0 freezes the whole encoder with its pooler.</summary>
    public int TrainableLayers { get; init; }
}
