using System.Text;
using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Folders;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>A folder in memory, to write, damage and read again.</summary>
internal sealed class MemoryFolder : IReadableFolder, IWritableFolder
{
    private readonly Dictionary<string, MemoryStream> _files = [];

    public IReadOnlyList<string> Names => [.. _files.Keys.Order(StringComparer.Ordinal)];

    public static MemoryFolder Copy(IReadableFolder source)
    {
        var copy = new MemoryFolder();
        foreach (var name in source.Names)
        {
            using var from = source.OpenRead(name);
            using var to = copy.Create(name);
            from.CopyTo(to);
        }

        return copy;
    }

    public Stream OpenRead(string name) => new MemoryStream(Bytes(name), writable: false);

    public Stream Create(string name) => _files[name] = new MemoryStream();

    public byte[] Bytes(string name) => _files[name].ToArray();

    public JsonObject Json(string name) => (JsonObject)JsonNode.Parse(Bytes(name))!;

    public void Put(string name, byte[] bytes) => Create(name).Write(bytes);

    public void Edit(string name, Action<JsonObject> change)
    {
        var json = Json(name);
        change(json);
        Put(name, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    public void Remove(string name) => _files.Remove(name);
}
