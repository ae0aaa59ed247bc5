using Amazon.Runtime;

namespace DevCluster.S3.Tests;

/// <summary>Replaces bytes of a signed body on its way, by as many others.</summary>
internal sealed class Tampering(byte[] needle, byte[] replacement) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(needle, replacement));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Handler(byte[] needle, byte[] replacement) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                byte[] body = await content.ReadAsByteArrayAsync(cancellationToken);
                int at = body.AsSpan().IndexOf(needle);
                if (at >= 0) replacement.CopyTo(body, at);
                ByteArrayContent changed = new(body);
                foreach (var header in content.Headers) changed.Headers.TryAddWithoutValidation(header.Key, header.Value);
                request.Content = changed;
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
