namespace KubeOps.Abstractions.Entities;

/// <summary>The names under which the API server knows an entity.</summary>
public record EntityMetadata(string Kind, string Version, string? Group = null, string? Plural = null)
{
    public string ListKind => $"{Kind}List";

    public string SingularName => Kind.ToLowerInvariant();

    public string PluralName => (Plural ?? $"{Kind}s").ToLowerInvariant();

    public string GroupWithVersion => $"{Group ?? string.Empty}/{Version}".TrimStart('/');
}
