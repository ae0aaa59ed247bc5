using System.Text.Json;

namespace DevCluster.State;

/// <summary>What a running cluster says about itself in cluster.json; the file goes when the cluster ends.</summary>
internal sealed record ClusterFile(string ApiServer, string S3Endpoint, string AccessKey, string SecretKey, int Pid, string Kubeconfig)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>The cluster of a folder, if its process still runs.</summary>
    public static ClusterFile? OfRunning(ClusterFolder folder)
    {
        if (!File.Exists(folder.ClusterFile)) return null;
        ClusterFile file = JsonSerializer.Deserialize<ClusterFile>(File.ReadAllText(folder.ClusterFile), Format)!;
        return IsOurs(file.Pid) ? file : null;
    }

    public void Write(ClusterFolder folder) => ClusterFolder.WriteSecret(folder.ClusterFile, JsonSerializer.Serialize(this, Format) + "\n");

    /// <summary>The number may have gone to another program since.</summary>
    public static bool IsOurs(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Contains("devcluster", StringComparison.Ordinal) && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
