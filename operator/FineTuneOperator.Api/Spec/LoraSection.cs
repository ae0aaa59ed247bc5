using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Low-rank adaptation.</summary>
public sealed record LoraSection
{
    /// <summary>The rank of the update.</summary>
    [RangeMinimum(1), RangeMaximum(1024), DefaultValue(8)]
    public int Rank { get; init; } = 8;

    /// <summary>The update is scaled by alpha / rank.</summary>
    [RangeMinimum(1), RangeMaximum(65536), DefaultValue(16)]
    public int Alpha { get; init; } = 16;

    /// <summary>Dropout before the down projection, from 0 to below 1.</summary>
    [Pattern(Patterns.Decimal), Length(1, 32), DefaultValue("0")]
    public string Dropout { get; init; } = "0";

    /// <summary>Names of the linear layers that get an update.</summary>
    [Required, Items(1, 32), XListType(XListType.Set)]
    public IList<string> TargetModules { get; init; } = [];
}
