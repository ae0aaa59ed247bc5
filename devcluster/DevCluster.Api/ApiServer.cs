using System.Net;
using System.Security.Cryptography.X509Certificates;
using DevCluster.Api.Access;
using DevCluster.Api.Http;
using DevCluster.Api.Kinds;
using DevCluster.Api.Lifecycle;
using DevCluster.Api.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace DevCluster.Api;

/// <summary>The embedded Kubernetes API server, on 127.0.0.1 over TLS and, on a second port, in the clear.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ObjectLog _log;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accounts;

    private ApiServer(WebApplication app, ClusterState cluster, string authority, bool keepAccounts)
    {
        _app = app;
        _log = cluster.Log;
        CertificateAuthority = authority;
        Address = new Uri(app.Urls.First(url => url.StartsWith("https:", StringComparison.Ordinal)));
        PlainAddress = new Uri(app.Urls.First(url => url.StartsWith("http:", StringComparison.Ordinal)));
        _accounts = keepAccounts ? StandingObjects.KeepAccountsAsync(cluster, _end.Token) : Task.CompletedTask;
    }

    /// <summary>The https address, for kubectl and for clients that are given CertificateAuthority.</summary>
    public Uri Address { get; }

    /// <summary>The same server without TLS, for clients that send a token over http.</summary>
    public Uri PlainAddress { get; }

    /// <summary>The PEM certificate that clients of Address have to trust.</summary>
    public string CertificateAuthority { get; }

    public static async Task<ApiServer> StartAsync(ApiServerOptions options, IPodLogs? logs = null, CancellationToken ct = default)
    {
        if (options.DataDirectory is { } folder) Directory.CreateDirectory(folder);
        ObjectLog log = new(options.DataDirectory is null ? null : Path.Combine(options.DataDirectory, "objects.log"));
        Tokens tokens = new(options.Tokens, options.Time, Secrets.SigningKey(options.DataDirectory));
        ClusterState cluster = new(log, new KindCatalog(log), tokens, options.Time, logs, options.DefaultServiceAccounts);
        StandingObjects.EnsureNamespaces(cluster);
        X509Certificate2 certificate = Secrets.Certificate(options.DataDirectory, options.Time.GetUtcNow());
        string authority = certificate.ExportCertificatePem();
        if (options.DataDirectory is not null) await File.WriteAllTextAsync(Path.Combine(options.DataDirectory, "ca.crt"), authority, ct);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.UseHttps(certificate));
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        WebApplication app = builder.Build();
        app.Run(new Router(cluster, options.Logging.CreateLogger<ApiServer>()).AnswerAsync);
        await app.StartAsync(ct);
        return new ApiServer(app, cluster, authority, options.DefaultServiceAccounts);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accounts;
        using (CancellationTokenSource atOnce = new(TimeSpan.Zero)) await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        _log.Dispose();
        _end.Dispose();
    }
}
