using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace DevCluster.S3.Http;

/// <summary>Writes answers in S3's XML.</summary>
internal static class XmlAnswer
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // Keys may hold characters that XML has no text for.
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    /// <summary>Sends a document with this root.</summary>
    public static Task SendAsync(S3Request request, string root, Action<XmlWriter> content, int status = 200) =>
        SendAsync(request, status, writer =>
        {
            writer.WriteStartElement(root, Namespace);
            content(writer);
            writer.WriteEndElement();
        });

    /// <summary>Sends an error document; it has no namespace.</summary>
    public static Task SendErrorAsync(S3Request request, int status, string code, string message, string? region = null) => SendAsync(request, status, writer =>
    {
        writer.WriteStartElement("Error");
        writer.Text("Code", code);
        writer.Text("Message", message);
        if (request.Bucket is not null) writer.Text("BucketName", request.Bucket);
        if (request.Key is not null) writer.Text("Key", request.Key);
        // Clients that signed for another region try again with this one.
        if (region is not null) writer.Text("Region", region);
        writer.Text("Resource", request.Path);
        writer.Text("RequestId", request.Context.Response.Headers["x-amz-request-id"].ToString());
        writer.WriteEndElement();
    });

    /// <summary>An element with text in it.</summary>
    public static void Text(this XmlWriter writer, string name, string value) => writer.WriteElementString(name, writer.LookupPrefix(Namespace) is null ? null : Namespace, value);

    /// <summary>An element around others.</summary>
    public static void Element(this XmlWriter writer, string name, Action content)
    {
        writer.WriteStartElement(name, Namespace);
        content();
        writer.WriteEndElement();
    }

    private static async Task SendAsync(S3Request request, int status, Action<XmlWriter> write)
    {
        using MemoryStream buffer = new();
        using (var writer = XmlWriter.Create(buffer, Settings)) write(writer);
        HttpResponse response = request.Context.Response;
        response.StatusCode = status;
        response.ContentType = "application/xml";
        response.ContentLength = buffer.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), request.Aborted);
    }
}
