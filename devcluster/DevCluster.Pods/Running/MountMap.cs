using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>
/// Turns a container's paths into this machine's: a process sees the host's file system, so a mount path that begins a word
/// of an argument or of an environment value is replaced by the folder that stands for the mount.
/// </summary>
internal sealed class MountMap
{
    private const string DefaultTerminationPath = "/dev/termination-log";

    private readonly Dictionary<string, string> _real;
    private readonly Regex? _pattern;

    private MountMap(Dictionary<string, string> real)
    {
        _real = real;
        // Longest first; after a word's start or one of = : , and quotes, before a slash or a word's end.
        string paths = string.Join('|', real.Keys.OrderByDescending(path => path.Length).Select(Regex.Escape));
        if (real.Count > 0) _pattern = new Regex($"""(?<=^|[\s=:,;"'<>(|&])(?:{paths})(?=$|[/\s=:,;"'<>)|&])""", RegexOptions.CultureInvariant);
    }

    public static MountMap Of(JsonObject container, PodFolder folder, int attempt)
    {
        Dictionary<string, string> real = [];
        foreach (JsonObject mount in container.Items("volumeMounts"))
        {
            string path = mount.Text("mountPath")!.TrimEnd('/');
            if (path.Length > 0) real[path] = Path.Combine(folder.Volume(mount.Text("name")!), mount.Text("subPath") ?? "").TrimEnd('/');
        }

        string message = container.Text("terminationMessagePath") ?? DefaultTerminationPath;
        real[message] = Path.Combine(folder.Attempt(container.Text("name")!, attempt), TerminationMessage.FileName);
        return new MountMap(real);
    }

    public string Rewrite(string text) => _pattern?.Replace(text, match => _real[match.Value]) ?? text;
}
