using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Names a Secret.</summary>
public sealed record SecretReference
{
    /// <summary>The Secret's name.</summary>
    [Required, Pattern(Patterns.Name), Length(1, 253)]
    public string Name { get; init; } = "";
}
