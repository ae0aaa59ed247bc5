namespace DevCluster.Api.Tests;

/// <summary>How the tests start a server: with the three identities of the recorded contract.</summary>
internal static class TestServer
{
    public const string AdminToken = "admin-token";
    public const string UserToken = "user-token";
    public const string OperatorToken = "operator-token";

    public static ApiServerOptions Options { get; } = new()
    {
        Tokens =
        [
            new StaticToken(AdminToken, "admin", ["system:masters"]) { Uid = "1" },
            new StaticToken(UserToken, "dev", ["team-a"]) { Uid = "2" },
            new StaticToken(OperatorToken, "system:serviceaccount:finetune-system:operator", ["system:serviceaccounts", "system:serviceaccounts:finetune-system"]),
        ],
    };
}
