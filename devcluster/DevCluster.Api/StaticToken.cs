namespace DevCluster.Api;

/// <summary>A bearer token and whom it stands for.</summary>
public sealed record StaticToken(string Token, string User, IReadOnlyList<string> Groups)
{
    /// <summary>What reviews call the uid of the user; "" leaves it out.</summary>
    public string Uid { get; init; } = "";
}
