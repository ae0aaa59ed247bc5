using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Api;

/// <summary>A collection kept fresh by list and watch; a controller puts what it wrote, so that it never acts twice on an old view.</summary>
internal sealed class ObjectCache(ClusterClient client, string path)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonObject> _items = [];
    private readonly List<Signal> _listeners = [];
    private long _watched;

    /// <summary>Ends when the first list has been read.</summary>
    public TaskCompletionSource Filled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<JsonObject> Items
    {
        get { lock (_gate) return [.. _items.Values]; }
    }

    public JsonObject? Find(string ns, string name)
    {
        lock (_gate) return _items.GetValueOrDefault($"{ns}/{name}");
    }

    public void Notify(Signal signal) => _listeners.Add(signal);

    /// <summary>Takes the answer to a write. What the watch has already passed is older than what is here.</summary>
    public void Put(JsonObject? item)
    {
        if (item is null || item.Text("metadata", "uid") is null) return;
        lock (_gate)
        {
            if (Revision(item) <= _watched) return;
            JsonObject? known = _items.GetValueOrDefault(Key(item));
            if (known is null || Revision(known) < Revision(item)) _items[Key(item)] = item;
        }

        Announce();
    }

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(await RelistAsync(ct), ct);
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or ClusterException or JsonException)
            {
                // The server is away or the watch broke: list again.
                await Task.Delay(TimeSpan.FromMilliseconds(200), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task<string> RelistAsync(CancellationToken ct)
    {
        (string revision, List<JsonObject> items) = await client.ListAsync(path, ct);
        lock (_gate)
        {
            _items.Clear();
            foreach (JsonObject item in items) _items[Key(item)] = item;
            _watched = long.Parse(revision);
        }

        Filled.TrySetResult();
        Announce();
        return revision;
    }

    private async Task FollowAsync(string revision, CancellationToken ct)
    {
        await foreach (WatchEvent change in client.WatchAsync(path, revision, ct))
        {
            if (change.Type == "ERROR") return;
            lock (_gate)
            {
                _watched = Math.Max(_watched, Revision(change.Object));
                if (change.Type is "ADDED" or "MODIFIED") _items[Key(change.Object)] = change.Object;
                if (change.Type == "DELETED") _items.Remove(Key(change.Object));
            }

            Announce();
        }
    }

    private void Announce()
    {
        foreach (Signal listener in _listeners) listener.Set();
    }

    private static string Key(JsonObject item) => $"{item.Namespace()}/{item.Name()}";

    private static long Revision(JsonObject item) => item.Number("metadata", "resourceVersion") ?? 0;
}
