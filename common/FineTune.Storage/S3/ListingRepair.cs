using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FineTune.Storage.S3;

/// <summary>Makes other stores' listings readable to Minio's client, which finds nothing in another namespace than Amazon's and decodes keys that nobody encoded.</summary>
internal sealed class ListingRepair(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly XNamespace Expected = "http://s3.amazonaws.com/doc/2006-03-01/";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (request.RequestUri?.Query.Contains("list-type=2", StringComparison.Ordinal) != true || !response.IsSuccessStatusCode) return response;
        byte[] original = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        MediaTypeHeaderValue? type = response.Content.Headers.ContentType;
        response.Content = new ByteArrayContent(Repaired(original));
        response.Content.Headers.ContentType = type;
        return response;
    }

    /// <summary>The listing in Amazon's form; what is no listing stays as it is, for the client to refuse.</summary>
    internal static byte[] Repaired(byte[] original)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(original), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = false });
            var root = XElement.Load(reader);
            bool encoded = root.Elements().Any(element => element.Name.LocalName == "EncodingType" && element.Value == "url");
            if (root.Name.LocalName != "ListBucketResult" || (encoded && root.Name.Namespace == Expected)) return original;
            foreach (XElement element in root.DescendantsAndSelf())
            {
                element.Name = Expected + element.Name.LocalName;
                if (!encoded && element.Name.LocalName is ("Key" or "Prefix") && !element.HasElements) element.Value = Uri.EscapeDataString(element.Value);
                element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
            }

            return Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting));
        }
        catch (XmlException)
        {
            return original;
        }
    }
}
