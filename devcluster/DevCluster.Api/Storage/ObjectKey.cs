namespace DevCluster.Api.Storage;

/// <summary>Where an object lives; Resource is "plural.group", Namespace is empty for cluster scope.</summary>
internal sealed record ObjectKey(string Resource, string Namespace, string Name);
