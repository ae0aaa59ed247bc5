namespace DevCluster.Api;

/// <summary>A bearer token and whom it stands for.</summary>
public sealed record StaticToken(string Token, string User, IReadOnlyList<string> Groups);
