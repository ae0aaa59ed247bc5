using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FineTune.Storage.Tests;

/// <summary>A TCP proxy in front of a store, one request a connection, that does to each request what the test says.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Uri _target;
    private readonly Func<string, Fault> _plan;
    private readonly Task _accepting;

    public FaultProxy(Uri target, Func<string, Fault> plan)
    {
        (_target, _plan) = (target, plan);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The request lines so far.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException || _end.IsCancellationRequested)
        {
            // A listener stopped between two accepts says so in an InvalidOperationException: at the end of the test any of them is the end.
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                NetworkStream stream = client.GetStream();
                string head = await ReadHeadAsync(stream);
                if (head.Length == 0) return;
                string line = head[..head.IndexOf("\r\n", StringComparison.Ordinal)];
                _requests.Enqueue(line);
                await ApplyAsync(client, stream, head, _plan(line));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task ApplyAsync(TcpClient client, NetworkStream stream, string head, Fault fault)
    {
        switch (fault)
        {
            case Fault.Stall:
                await Task.Delay(Timeout.InfiniteTimeSpan, _end.Token);
                break;
            case Fault.Answer answer:
                await CopyAsync(stream, Stream.Null, LengthIn(head));
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {answer.Status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer.Body)}\r\n{answer.Headers}Connection: close\r\n\r\n{answer.Body}"), _end.Token);
                break;
            default:
                await ForwardAsync(client, stream, head, fault is Fault.Cut cut ? cut.Bytes : long.MaxValue);
                break;
        }
    }

    private async Task ForwardAsync(TcpClient client, NetworkStream stream, string head, long most)
    {
        using TcpClient store = new();
        await store.ConnectAsync(_target.Host, _target.Port, _end.Token);
        NetworkStream target = store.GetStream();
        await target.WriteAsync(Encoding.Latin1.GetBytes(head.Insert(head.IndexOf("\r\n", StringComparison.Ordinal), "\r\nConnection: close")), _end.Token);
        await CopyAsync(stream, target, LengthIn(head));
        await CopyAsync(target, stream, most);
        if (most == long.MaxValue) return;
        // The store has its time to finish what the client will hear nothing of.
        await target.CopyToAsync(Stream.Null, _end.Token);
        client.LingerState = new LingerOption(true, 0);
    }

    private async Task CopyAsync(Stream from, Stream to, long most)
    {
        byte[] buffer = new byte[1 << 16];
        for (int count; most > 0 && (count = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, most)), _end.Token)) > 0; most -= count)
            await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
    }

    private static long LengthIn(string head)
    {
        string? line = head.Split("\r\n").FirstOrDefault(header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return line is null ? 0 : long.Parse(line["Content-Length:".Length..]);
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        // Byte by byte: what follows is the body's.
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _end.Token) > 0) head.Append((char)one[0]);
        return head.ToString();
    }
}
