using System.Net;
using System.Net.Sockets;
using DevCluster.Api;
using DevCluster.Pods;
using DevCluster.Pods.Scheduling;
using DevCluster.S3;
using DevCluster.State;
using Microsoft.Extensions.Logging;

namespace DevCluster;

/// <summary>The three parts of a cluster in this process, on the loopback ports it had before or on free ones.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private readonly ApiServer _api;
    private readonly S3Server _store;
    private readonly PodsCluster _pods;
    private readonly ClusterFolder _folder;

    private RunningCluster(ApiServer api, S3Server store, PodsCluster pods, ClusterFolder folder)
    {
        _api = api;
        _store = store;
        _pods = pods;
        _folder = folder;
    }

    public static async Task<RunningCluster> StartAsync(ClusterFolder folder, string images, IReadOnlyList<NodeSpec> nodes, ILoggerFactory logging, CancellationToken ct)
    {
        folder.Create();
        var keys = ClusterKeys.LoadOrCreate(folder);
        PodLogs logs = new(TimeProvider.System);
        ApiServerOptions api = new()
        {
            Port = FreeOrAny(keys.ApiPort),
            DataDirectory = folder.Objects,
            Tokens = [new StaticToken(keys.Token, "admin", ["system:masters"])],
            Logging = logging,
        };
        ApiServer server = await ApiServer.StartAsync(api, logs, ct);
        S3ServerOptions s3 = new() { Port = FreeOrAny(keys.S3Port), DataDirectory = folder.Buckets, Keys = new Dictionary<string, string> { [keys.AccessKey] = keys.SecretKey } };
        S3Server store = await S3Server.StartAsync(s3, ct);
        PodsOptions pods = new()
        {
            ApiServer = server.PlainAddress,
            AddressForPods = server.Address,
            Token = keys.Token,
            Directory = folder.Pods,
            ImagesFile = images,
            Nodes = nodes,
            Logger = logging.CreateLogger("devcluster"),
        };
        logs.Source = await PodsCluster.StartAsync(pods, ct);
        keys = keys with { ApiPort = server.Address.Port, S3Port = store.Address.Port };
        keys.Save(folder);
        RunningCluster cluster = new(server, store, logs.Source, folder);
        cluster.Announce(keys);
        return cluster;
    }

    /// <summary>The pods first: they may still want to say how they ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pods.DisposeAsync();
        await _store.DisposeAsync();
        await _api.DisposeAsync();
        File.Delete(_folder.ClusterFile);
    }

    /// <summary>cluster.json last: whoever sees it finds a cluster that answers.</summary>
    private void Announce(ClusterKeys keys)
    {
        string endpoint = _store.Address.GetLeftPart(UriPartial.Authority);
        ClusterFolder.WriteSecret(_folder.Kubeconfig, Kubeconfig.Text(_api.Address, _api.CertificateAuthority, keys.Token));
        ClusterFolder.WriteSecret(_folder.Env, $"""
            export KUBECONFIG={_folder.Kubeconfig}
            export S3_ENDPOINT={endpoint}
            export AWS_ACCESS_KEY_ID={keys.AccessKey}
            export AWS_SECRET_ACCESS_KEY={keys.SecretKey}

            """);
        new ClusterFile(_api.Address.GetLeftPart(UriPartial.Authority), endpoint, keys.AccessKey, keys.SecretKey, Environment.ProcessId, _folder.Kubeconfig).Write(_folder);
    }

    private static int FreeOrAny(int port)
    {
        try
        {
            using TcpListener listener = new(IPAddress.Loopback, port);
            listener.Start();
            return port;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
