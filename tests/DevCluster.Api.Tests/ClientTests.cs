using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using k8s.LeaderElection;
using k8s.LeaderElection.ResourceLock;
using k8s.Models;

namespace DevCluster.Api.Tests;

/// <summary>The published client against the server, over both of its addresses.</summary>
public sealed class ClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_published_client_creates_lists_watches_patches_and_deletes(bool tls)
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using ApiServer server = await ApiServer.StartAsync(TestServer.Options, ct: ct);
        using Kubernetes client = new(Configuration(server, tls));
        V1ConfigMap map = new() { Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "default" }, Data = new Dictionary<string, string> { ["k"] = "v" } };
        V1ConfigMap created = await client.CoreV1.CreateNamespacedConfigMapAsync(map, "default", cancellationToken: ct);
        created.Data["k"] = "w";
        V1ConfigMap changed = await client.CoreV1.ReplaceNamespacedConfigMapAsync(created, "a", "default", cancellationToken: ct);
        Assert.NotEqual(created.ResourceVersion(), changed.ResourceVersion());
        V1Patch patch = new("""{"metadata":{"labels":{"x":"y"}}}""", V1Patch.PatchType.StrategicMergePatch);
        V1ConfigMap patched = await client.CoreV1.PatchNamespacedConfigMapAsync(patch, "a", "default", cancellationToken: ct);
        Assert.Equal("y", patched.GetLabel("x"));
        V1ConfigMapList listed = await client.CoreV1.ListNamespacedConfigMapAsync("default", labelSelector: "x=y", cancellationToken: ct);
        Assert.Single(listed.Items);
        await client.CoreV1.DeleteNamespacedConfigMapAsync("a", "default", cancellationToken: ct);
        List<WatchEventType> seen = [];
        await foreach ((WatchEventType type, V1ConfigMap _) in client.CoreV1.WatchListNamespacedConfigMapAsync("default", resourceVersion: created.ResourceVersion(), cancellationToken: ct))
        {
            seen.Add(type);
            if (type == WatchEventType.Deleted) break;
        }

        Assert.Equal([WatchEventType.Modified, WatchEventType.Modified, WatchEventType.Deleted], seen);
    }

    [Fact]
    public async Task A_lease_elects_one_leader_at_a_time()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        await using ApiServer server = await ApiServer.StartAsync(TestServer.Options, ct: ct);
        using Kubernetes client = new(Configuration(server, tls: false));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        LeaderElectionConfig config = new(new LeaseLock(client, "default", "operator", "first"))
        {
            LeaseDuration = TimeSpan.FromSeconds(2),
            RenewDeadline = TimeSpan.FromSeconds(1.5),
            RetryPeriod = TimeSpan.FromMilliseconds(200),
        };
        using LeaderElector elector = new(config);
        TaskCompletionSource leads = new(TaskCreationOptions.RunContinuationsAsynchronously);
        elector.OnStartedLeading += leads.SetResult;
        Task running = elector.RunUntilLeadershipLostAsync(end.Token);
        await leads.Task.WaitAsync(TimeSpan.FromSeconds(10), ct);
        V1Lease lease = await client.CoordinationV1.ReadNamespacedLeaseAsync("operator", "default", cancellationToken: ct);
        Assert.Equal("first", lease.Spec.HolderIdentity);
        await end.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_restart_keeps_objects_tokens_and_the_certificate()
    {
        CancellationToken ct = TestContext.Current.CancellationToken;
        string folder = Directory.CreateTempSubdirectory("devcluster").FullName;
        try
        {
            ApiServerOptions options = TestServer.Options with { DataDirectory = folder };
            string token;
            string authority;
            string revision;
            await using (ApiServer first = await ApiServer.StartAsync(options, ct: ct))
            {
                using Kubernetes admin = new(Configuration(first, tls: false));
                V1ServiceAccount account = new() { Metadata = new V1ObjectMeta { Name = "robot" } };
                revision = (await admin.CoreV1.CreateNamespacedServiceAccountAsync(account, "default", cancellationToken: ct)).ResourceVersion();
                Authenticationv1TokenRequest asked = new() { Spec = new V1TokenRequestSpec { Audiences = ["https://kubernetes.default.svc"] } };
                token = (await admin.CoreV1.CreateNamespacedServiceAccountTokenAsync(asked, "robot", "default", cancellationToken: ct)).Status.Token;
                authority = first.CertificateAuthority;
            }

            await using ApiServer second = await ApiServer.StartAsync(options, ct: ct);
            Assert.Equal(authority, second.CertificateAuthority);
            using Kubernetes again = new(Configuration(second, tls: true));
            V1TokenReview review = await again.AuthenticationV1.CreateTokenReviewAsync(new V1TokenReview { Spec = new V1TokenReviewSpec { Token = token } }, cancellationToken: ct);
            Assert.True(review.Status.Authenticated);
            Assert.Equal("system:serviceaccount:default:robot", review.Status.User.Username);
            Assert.Equal(revision, (await again.CoreV1.ReadNamespacedServiceAccountAsync("robot", "default", cancellationToken: ct)).ResourceVersion());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static KubernetesClientConfiguration Configuration(ApiServer server, bool tls) => new()
    {
        Host = (tls ? server.Address : server.PlainAddress).ToString(),
        AccessToken = TestServer.AdminToken,
        SslCaCerts = tls ? [X509CertificateLoader.LoadCertificate(Encoding.ASCII.GetBytes(server.CertificateAuthority))] : null,
    };
}
