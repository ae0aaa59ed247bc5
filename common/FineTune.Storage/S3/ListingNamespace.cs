using System.Net.Http.Headers;

namespace FineTune.Storage.S3;

/// <summary>Minio's client finds nothing, without a word, in listings of another namespace than Amazon's; this gives them that one.</summary>
internal sealed class ListingNamespace(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Expected = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static readonly string[] Others = ["http://doc.s3.amazonaws.com/2006-03-01/", "http://doc.s3.amazonaws.com/2006-03-01"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri?.Query.Contains("list-type=2", StringComparison.Ordinal) != true || !response.IsSuccessStatusCode) return response;
        string text = await response.Content.ReadAsStringAsync(cancellationToken);
        string? other = Others.FirstOrDefault(name => text.Contains($"\"{name}\"", StringComparison.Ordinal));
        MediaTypeHeaderValue? type = response.Content.Headers.ContentType;
        response.Content = new StringContent(other is null ? text : text.Replace($"\"{other}\"", $"\"{Expected}\"", StringComparison.Ordinal));
        response.Content.Headers.ContentType = type;
        return response;
    }
}
