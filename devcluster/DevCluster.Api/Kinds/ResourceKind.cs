namespace DevCluster.Api.Kinds;

/// <summary>One served resource: its names, scope and subresources.</summary>
internal sealed record ResourceKind(
    string Group, string Version, string Plural, string Kind, bool Namespaced, bool HasStatus = false, bool Generation = false, bool Custom = false)
{
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
    public string Resource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
    public string Singular { get; init; } = Kind.ToLowerInvariant();
    public IReadOnlyList<string> ShortNames { get; init; } = [];
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Deletion answers the object itself, not a Status.</summary>
    public bool DeleteAnswersObject => Plural is "pods" or "services" or "serviceaccounts" && Group.Length == 0;
}
