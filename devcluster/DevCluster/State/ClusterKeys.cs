using System.Security.Cryptography;
using System.Text.Json;

namespace DevCluster.State;

/// <summary>What a folder's cluster keeps over restarts: its random secrets and the ports it had.</summary>
internal sealed record ClusterKeys(string Token, string AccessKey, string SecretKey, int ApiPort, int S3Port)
{
    private const int SecretLength = 40;
    private const int AccessLength = 20;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static ClusterKeys LoadOrCreate(ClusterFolder folder)
    {
        if (File.Exists(folder.Keys)) return JsonSerializer.Deserialize<ClusterKeys>(File.ReadAllText(folder.Keys), JsonSerializerOptions.Web)!;
        return new ClusterKeys(
            RandomNumberGenerator.GetString(Letters, SecretLength),
            RandomNumberGenerator.GetString(Letters.AsSpan(0, 26), AccessLength),
            RandomNumberGenerator.GetString(Letters, SecretLength), 0, 0);
    }

    public void Save(ClusterFolder folder) => ClusterFolder.WriteSecret(folder.Keys, JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
}
