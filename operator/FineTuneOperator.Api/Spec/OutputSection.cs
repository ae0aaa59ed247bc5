using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>Where results go.</summary>
public sealed record OutputSection
{
    /// <summary>The folder; the run writes below <c>&lt;uri&gt;/&lt;job&gt;/&lt;uid&gt;/</c>.</summary>
    [Required, Pattern(Patterns.StoreUri), Length(8, 1024)]
    public string Uri { get; init; } = "";

    /// <summary>What is published: Model for Full and Freeze, Adapter and Merged for LoRA. The method's own when empty.</summary>
    [Items(0, 3), XListType(XListType.Set)]
    public IList<string> Artifacts { get; init; } = [];

    /// <summary>IfInputsChanged: when a run of a job of this name is committed below the uri with the same spec and the same model and data, this one succeeds as AlreadyTrained, with that one's results. Always: it trains.</summary>
    [EnumValues("IfInputsChanged", "Always"), DefaultValue("IfInputsChanged")]
    public string RerunPolicy { get; init; } = "IfInputsChanged";
}
