using System.Text.Json.Nodes;

namespace DevCluster.Api.Storage;

/// <summary>The log on disk: one JSON line for each change.</summary>
internal sealed class LogFile(string path) : IDisposable
{
    private readonly StreamWriter _writer = new(path, append: true) { AutoFlush = true };

    public void Write(ObjectKey key, JsonObject? now)
    {
        JsonObject line = new()
        {
            ["r"] = key.Resource,
            ["ns"] = key.Namespace,
            ["n"] = key.Name,
            ["o"] = now?.DeepClone(),
        };
        _writer.WriteLine(line.ToJsonString());
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>A torn last line is what a crash leaves; the change was never acknowledged, so it is cut off.</summary>
    public static List<(ObjectKey Key, JsonObject? Now)> Read(string path)
    {
        List<(ObjectKey, JsonObject?)> changes = [];
        if (!File.Exists(path)) return changes;
        string text = File.ReadAllText(path);
        int end = text.LastIndexOf('\n') + 1;
        if (end < text.Length) File.WriteAllText(path, text[..end]);
        foreach (string line in text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            JsonObject entry = JsonNode.Parse(line)!.AsObject();
            changes.Add((new ObjectKey((string)entry["r"]!, (string)entry["ns"]!, (string)entry["n"]!), (JsonObject?)entry["o"]?.DeepClone()));
        }

        return changes;
    }
}
