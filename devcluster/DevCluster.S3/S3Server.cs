using System.Net;
using DevCluster.S3.Disk;
using DevCluster.S3.Http;
using DevCluster.S3.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace DevCluster.S3;

/// <summary>The embedded S3 store, on 127.0.0.1.</summary>
public sealed class S3Server : IAsyncDisposable
{
    private readonly WebApplication _app;

    private S3Server(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
    }

    /// <summary>The endpoint clients are given, <c>http://127.0.0.1:port</c>.</summary>
    public Uri Address { get; }

    /// <summary>Opens the folder and listens.</summary>
    public static async Task<S3Server> StartAsync(S3ServerOptions options, CancellationToken ct = default)
    {
        BucketCatalog buckets = new(options.DataDirectory, options.Time);
        var router = new Router(buckets, new Authenticator(options), options.Region);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        WebApplication app = builder.Build();
        app.Run(router.AnswerAsync);
        await app.StartAsync(ct);
        return new S3Server(app);
    }

    /// <summary>Ends at once; what was answered is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        using (CancellationTokenSource atOnce = new(TimeSpan.Zero)) await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
