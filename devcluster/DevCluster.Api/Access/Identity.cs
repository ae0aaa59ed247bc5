using System.Text.Json.Nodes;

namespace DevCluster.Api.Access;

/// <summary>Who sends a request; Extra says which pod a bound token belongs to.</summary>
internal sealed record Identity(string User, IReadOnlyList<string> Groups, string Uid = "", JsonObject? Extra = null)
{
    public static readonly Identity Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    public JsonObject ToUserInfo()
    {
        JsonObject info = new() { ["username"] = User };
        if (Uid.Length > 0) info["uid"] = Uid;
        info["groups"] = new JsonArray([.. Groups.Select(group => (JsonNode)group)]);
        if (Extra is not null) info["extra"] = Extra.DeepClone();
        return info;
    }
}
