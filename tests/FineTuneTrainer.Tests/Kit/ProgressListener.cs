using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FineTune.Contract;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>The operator's progress endpoint, as far as a trainer knows it.</summary>
internal sealed class ProgressListener : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<(string? Authorization, RunProgress Progress)> _posts = [];
    private readonly Task _serving;

    public ProgressListener()
    {
        var port = FreePort();
        Url = $"http://127.0.0.1:{port}/v1/progress";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    public IReadOnlyList<(string? Authorization, RunProgress Progress)> Posts
    {
        get
        {
            lock (_posts)
                return [.. _posts];
        }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var progress = await JsonSerializer.DeserializeAsync<RunProgress>(context.Request.InputStream, ContractJson.Options);
                lock (_posts)
                    _posts.Add((context.Request.Headers["Authorization"], progress!));
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }
}
