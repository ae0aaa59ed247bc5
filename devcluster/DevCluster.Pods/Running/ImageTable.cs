using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>What an image runs on this machine: command is its entry point, args its default arguments, env its environment.</summary>
internal sealed record Image(IReadOnlyList<string> Command, IReadOnlyList<string> Args, IReadOnlyDictionary<string, string> Environment, string? WorkingDirectory);

/// <summary>The file that maps image names to commands: <c>{"image": {"command": ["/path/prog", "arg"]}}</c>; read again for every pod.</summary>
internal sealed class ImageTable(string path)
{
    public Image? Find(string image)
    {
        try
        {
            JsonNode? entry = JsonNode.Parse(File.ReadAllText(path)).At(image);
            return entry is null ? null : new Image([.. entry.Texts("command")], [.. entry.Texts("args")], new Dictionary<string, string>(entry.Pairs("env")), entry.Text("workingDir"));
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException)
        {
            // Being written just now, or broken: as good as a registry that does not answer.
            return null;
        }
    }
}
