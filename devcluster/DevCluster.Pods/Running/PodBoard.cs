using System.Net;
using System.Text.Json.Nodes;
using DevCluster.Pods.Api;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>Knows how the containers of one pod stand and writes it into the pod's status, one write at a time.</summary>
internal sealed class PodBoard : IDisposable
{
    private const int Attempts = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly RunnerContext _context;
    private readonly JsonObject _pod;
    private readonly DateTimeOffset _startTime;
    private readonly Dictionary<string, ContainerState> _states = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();

    public PodBoard(RunnerContext context, JsonObject pod)
    {
        _context = context;
        _pod = pod;
        _startTime = pod.Time("status", "startTime") ?? context.Time.GetUtcNow();
        bool hasInit = pod.Items("spec", "initContainers").Any();
        foreach (JsonObject container in pod.Items("spec", "initContainers").Concat(pod.Items("spec", "containers")))
            _states[container.Text("name")!] = hasInit ? ContainerState.Waiting("PodInitializing") : ContainerState.Creating;
    }

    /// <summary>Why the pod is over though its containers did not all end by themselves.</summary>
    public PodEnd? End { get; set; }

    public DateTimeOffset StartTime => _startTime;

    public ContainerState State(string container)
    {
        lock (_gate) return _states[container];
    }

    public Task SetAsync(string container, ContainerState state, CancellationToken ct)
    {
        lock (_gate) _states[container] = state;
        return PublishAsync(ct);
    }

    public async Task PublishAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            for (int i = 0; i < Attempts && !await TryPublishAsync(ct); i++) await Task.Delay(Pause, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> TryPublishAsync(CancellationToken ct)
    {
        string path = Paths.Pod(_pod.Namespace(), _pod.Name());
        try
        {
            JsonObject? live = await _context.Client.FindAsync(path, ct);
            if (live is null || live.Uid() != _pod.Uid()) return true;
            Dictionary<string, ContainerState> states;
            lock (_gate) states = new(_states);
            JsonObject wanted = live.Copy();
            if (wanted["status"] is not JsonObject) wanted["status"] = new JsonObject();
            foreach ((string field, JsonNode? value) in PodStatus.Of(live, states, End, _startTime, _context.Time.GetUtcNow())) wanted["status"]![field] = value?.DeepClone();
            _context.Pods.Put(await _context.Client.PutAsync($"{path}/status", wanted, ct));
            return true;
        }
        catch (ClusterException refused) when (refused.Code is HttpStatusCode.Conflict)
        {
            return false;
        }
        catch (HttpRequestException)
        {
            // The server is away; what happened meanwhile is written when it is back.
            return false;
        }
    }
}
