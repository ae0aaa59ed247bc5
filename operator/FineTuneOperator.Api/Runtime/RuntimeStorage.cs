using KubeOps.Abstractions.Entities.Attributes;

namespace FineTuneOperator.Api;

/// <summary>The object store of a runtime.</summary>
public sealed record RuntimeStorage
{
    /// <summary>The store's address; it never comes from a job, so no job can point the trainer elsewhere.</summary>
    [Required, Pattern(Patterns.Endpoint), Length(8, 512)]
    public string Endpoint { get; init; } = "";

    /// <summary>The region that signatures name.</summary>
    [Length(1, 64), DefaultValue("us-east-1")]
    public string Region { get; init; } = "us-east-1";

    /// <summary>The places runs may read and write, <c>{namespace}</c> standing for the job's own; everything when empty.</summary>
    [Items(0, 32), XListType(XListType.Set)]
    public IList<string> AllowedPrefixes { get; init; } = [];
}
