using System.Text.Json.Nodes;

namespace DevCluster.Api.Storage;

/// <summary>One ordered log: a revision is a position in it, and a watch is its tail.</summary>
internal sealed class ObjectLog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<LogEntry> _entries = [];
    private readonly Dictionary<ObjectKey, JsonObject> _live = [];
    private readonly LogFile? _file;
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ObjectLog(string? path)
    {
        if (path is null) return;
        foreach ((ObjectKey key, JsonObject? now) in LogFile.Read(path)) Append(key, now);
        _file = new LogFile(path);
    }

    public long Revision { get { lock (_gate) return _entries.Count + 1; } }

    /// <summary>The object as stored; callers clone before they change it.</summary>
    public JsonObject? Get(ObjectKey key)
    {
        lock (_gate) return _live.GetValueOrDefault(key);
    }

    public (long Revision, List<JsonObject> Items) List(string resource, string? ns)
    {
        lock (_gate)
        {
            List<JsonObject> items = [.. _live
                .Where(pair => pair.Key.Resource == resource && (string.IsNullOrEmpty(ns) || pair.Key.Namespace == ns))
                .OrderBy(pair => pair.Key.Namespace, StringComparer.Ordinal).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal)
                .Select(pair => pair.Value)];
            return (_entries.Count + 1, items);
        }
    }

    /// <summary>Every live object, for the controllers that look across kinds.</summary>
    public List<KeyValuePair<ObjectKey, JsonObject>> All()
    {
        lock (_gate) return [.. _live];
    }

    /// <summary>Reads, changes and writes in one step; a change that returns null removes the object.</summary>
    public JsonObject? Change(ObjectKey key, Func<JsonObject?, JsonObject?> change)
    {
        lock (_gate)
        {
            JsonObject? before = _live.GetValueOrDefault(key);
            JsonObject? next = change((JsonObject?)before?.DeepClone());
            if (next is null && before is null) return null;
            if (next is not null && before is not null && JsonNode.DeepEquals(before, next)) return before;
            JsonObject? stored = Append(key, next);
            _file?.Write(key, stored);
            TaskCompletionSource grown = _grown;
            _grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            grown.SetResult();
            return stored ?? before;
        }
    }

    /// <summary>The entries after a revision, and a task that ends when there are more.</summary>
    public (List<LogEntry> Entries, Task Grown) After(long revision)
    {
        lock (_gate)
        {
            int from = (int)Math.Clamp(revision - 1, 0, _entries.Count);
            return (_entries.GetRange(from, _entries.Count - from), _grown.Task);
        }
    }

    public void Dispose() => _file?.Dispose();

    private JsonObject? Append(ObjectKey key, JsonObject? next)
    {
        long revision = _entries.Count + 2;
        JsonObject? before = _live.GetValueOrDefault(key);
        if (next is null) _live.Remove(key);
        else
        {
            next["metadata"]!["resourceVersion"] = revision.ToString();
            _live[key] = next;
        }

        _entries.Add(new LogEntry(revision, key, before, next));
        return next;
    }
}
