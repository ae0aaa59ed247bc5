namespace DevCluster.Api.Access;

/// <summary>What somebody wants to do; Resource is "plural" or "plural/subresource".</summary>
internal sealed record Ask(string Verb, string Group, string Resource, string Namespace, string? Name);
