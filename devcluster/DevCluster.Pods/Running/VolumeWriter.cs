using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>Makes a pod's volumes real, and its tokens new before they end.</summary>
internal sealed class VolumeWriter(ClusterClient client, TimeProvider time)
{
    private const double FreshPart = 0.8;

    public static void Write(VolumePlan plan)
    {
        foreach (string folder in plan.Folders) Directory.CreateDirectory(folder);
        foreach (VolumeFile file in plan.Files) Replace(file.Path, file.Content, file.Mode);
    }

    /// <summary>Writes the tokens and returns when they have to be written again.</summary>
    public async Task<DateTimeOffset?> WriteTokensAsync(JsonObject pod, VolumePlan plan, CancellationToken ct)
    {
        DateTimeOffset? again = null;
        foreach (TokenFile token in plan.Tokens)
        {
            JsonObject spec = new()
            {
                ["expirationSeconds"] = token.Seconds,
                ["boundObjectRef"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["name"] = pod.Name(), ["uid"] = pod.Uid() },
            };
            if (token.Audience is { Length: > 0 }) spec["audiences"] = new JsonArray(token.Audience);
            JsonObject request = new() { ["apiVersion"] = "authentication.k8s.io/v1", ["kind"] = "TokenRequest", ["spec"] = spec };
            JsonObject answer = await client.CreateAsync(Paths.AccountToken(pod.Namespace(), PodFields.Field(pod, "spec.serviceAccountName")), request, ct);
            Replace(token.Path, Encoding.ASCII.GetBytes(answer.Text("status", "token")!), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            DateTimeOffset due = time.GetUtcNow().AddSeconds(token.Seconds * FreshPart);
            if (again is null || due < again) again = due;
        }

        return again;
    }

    /// <summary>Readers see the old file or the new one.</summary>
    private static void Replace(string path, byte[] content, UnixFileMode mode)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string next = path + ".next";
        using (FileStream file = PrivateFiles.Create(next)) file.Write(content);
        PrivateFiles.SetMode(next, mode | UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(next, path, overwrite: true);
    }
}
