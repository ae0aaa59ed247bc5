using System.Net;
using System.Text;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>An object store that refuses every signature, as S3 says it.</summary>
internal sealed class RefusingStore : IDisposable
{
    private const string Body = """<?xml version="1.0" encoding="UTF-8"?><Error><Code>SignatureDoesNotMatch</Code><Message>The signature does not match.</Message></Error>""";

    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public RefusingStore()
    {
        Endpoint = $"http://127.0.0.1:{ProgressListener.FreePort()}";
        _listener.Prefixes.Add($"{Endpoint}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Endpoint { get; }

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
                context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
                context.Response.ContentType = "application/xml";
                if (context.Request.HttpMethod != "HEAD")
                    await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Body));
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }
}
