using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace KubeOps.Tests.Server;

/// <summary>The objects of a small API server, and everything that happened to them in order.</summary>
internal sealed class FakeObjects
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly List<(long Version, string Path, string Line)> _log = [];
    private readonly List<(string Collection, ChannelWriter<string> Writer)> _watches = [];
    private long _version;
    private long _oldest;

    public JsonObject? Get(string path)
    {
        lock (_lock) return _objects.GetValueOrDefault(path)?.DeepClone().AsObject();
    }

    public JsonArray List(string collection)
    {
        lock (_lock) return [.. In(collection).Select(item => item.DeepClone())];
    }

    public JsonObject Create(string collection, JsonObject item)
    {
        lock (_lock)
        {
            JsonNode metadata = item["metadata"]!;
            metadata["uid"] = Guid.NewGuid().ToString();
            metadata["generation"] = 1;
            return Write("ADDED", $"{collection}/{metadata["name"]!.GetValue<string>()}", item);
        }
    }

    /// <summary>Replaces an object; null when its version is not the stored one.</summary>
    public JsonObject? Replace(string path, JsonObject item, bool onlyStatus)
    {
        lock (_lock)
        {
            JsonObject current = _objects[path];
            if (Text(item, "resourceVersion") is { } sent && sent != Text(current, "resourceVersion")) return null;
            JsonObject next = (onlyStatus ? current : item).DeepClone().AsObject();
            if (onlyStatus) next["status"] = item["status"]?.DeepClone();
            else Keep(current, next);
            bool isDone = Text(next, "deletionTimestamp") is not null && next["metadata"]!["finalizers"] is not JsonArray { Count: > 0 };
            return isDone ? Remove(path, next) : Write("MODIFIED", path, next);
        }
    }

    public JsonObject? Delete(string path)
    {
        lock (_lock)
        {
            if (!_objects.TryGetValue(path, out JsonObject? current)) return null;
            if (current["metadata"]!["finalizers"] is not JsonArray { Count: > 0 }) return Remove(path, current);
            JsonObject next = current.DeepClone().AsObject();
            next["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";
            return Write("MODIFIED", path, next);
        }
    }

    /// <summary>Opens a watch: from the beginning, or with what happened after a version; null when that is forgotten.</summary>
    public ChannelReader<string>? Watch(string collection, string? version)
    {
        lock (_lock)
        {
            if (version is not null && long.Parse(version) < _oldest) return null;
            var channel = Channel.CreateUnbounded<string>();
            IEnumerable<string> missed = version is null
                ? In(collection).Select(item => Line("ADDED", item))
                : _log.Where(e => e.Version > long.Parse(version) && IsIn(collection, e.Path)).Select(e => e.Line);
            foreach (string line in missed) channel.Writer.TryWrite(line);
            _watches.Add((collection, channel.Writer));
            return channel.Reader;
        }
    }

    /// <summary>Tells every watch the current version, as a server does now and then.</summary>
    public string SendBookmarks(string kind)
    {
        lock (_lock)
        {
            JsonObject item = new() { ["kind"] = kind, ["apiVersion"] = "test.dev/v1alpha1", ["metadata"] = new JsonObject { ["resourceVersion"] = $"{_version}" } };
            foreach ((_, ChannelWriter<string> writer) in _watches) writer.TryWrite(Line("BOOKMARK", item));
            return $"{_version}";
        }
    }

    public void CloseWatches()
    {
        lock (_lock)
        {
            foreach ((_, ChannelWriter<string> writer) in _watches) writer.TryComplete();
            _watches.Clear();
        }
    }

    /// <summary>Forgets the past: versions until now cannot be resumed from.</summary>
    public void Compact()
    {
        lock (_lock) _oldest = ++_version;
    }

    private static string? Text(JsonObject item, string field) => item["metadata"]?[field]?.GetValue<string>();

    private static string Line(string type, JsonObject item) =>
        new JsonObject { ["type"] = type, ["object"] = item.DeepClone() }.ToJsonString();

    // A collection over all namespaces holds those of each.
    private static bool IsIn(string collection, string path)
    {
        string prefix = collection[..(collection.LastIndexOf('/') + 1)];
        string plural = collection[prefix.Length..];
        return path.StartsWith($"{collection}/", StringComparison.Ordinal)
               || path.StartsWith($"{prefix}namespaces/", StringComparison.Ordinal) && path.Split('/')[^2] == plural;
    }

    private static void Keep(JsonObject current, JsonObject next)
    {
        foreach (string field in new[] { "uid", "deletionTimestamp" }) next["metadata"]![field] = current["metadata"]![field]?.DeepClone();
        bool isSame = JsonNode.DeepEquals(current["spec"], next["spec"]);
        next["metadata"]!["generation"] = current["metadata"]!["generation"]!.GetValue<int>() + (isSame ? 0 : 1);
    }

    private IEnumerable<JsonObject> In(string collection) =>
        _objects.Where(entry => IsIn(collection, entry.Key)).Select(entry => entry.Value);

    private JsonObject Remove(string path, JsonObject item)
    {
        JsonObject last = Write("DELETED", path, item);
        _objects.Remove(path);
        return last;
    }

    private JsonObject Write(string type, string path, JsonObject item)
    {
        item["metadata"]!["resourceVersion"] = $"{++_version}";
        _objects[path] = item;
        string line = Line(type, item);
        _log.Add((_version, path, line));
        foreach ((string collection, ChannelWriter<string> writer) in _watches)
            if (IsIn(collection, path)) writer.TryWrite(line);
        return item.DeepClone().AsObject();
    }
}
