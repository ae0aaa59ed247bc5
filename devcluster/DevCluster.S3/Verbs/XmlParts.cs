using System.Xml;
using System.Xml.Linq;
using DevCluster.S3.Body;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;

namespace DevCluster.S3.Verbs;

/// <summary>What several answers share.</summary>
internal static class XmlParts
{
    private const string OwnerId = "devcluster";

    public static void Owner(this XmlWriter xml, string element = "Owner") => xml.Element(element, () =>
    {
        xml.Text("ID", OwnerId);
        xml.Text("DisplayName", OwnerId);
    });

    /// <summary>The time as S3's XML has it.</summary>
    public static string Iso(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>The body as a document; children are found by local name, as clients differ in namespaces.</summary>
    public static async Task<XElement> ReadXmlAsync(S3Request request, string root)
    {
        using MemoryStream body = await BodyReader.ReadAsync(request);
        try
        {
            using var reader = XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = false });
            var document = XElement.Load(reader);
            return document.Name.LocalName == root ? document : throw new S3Exception(S3Errors.MalformedXml, $"The document's root has to be {root}.");
        }
        catch (XmlException)
        {
            throw new S3Exception(S3Errors.MalformedXml);
        }
    }

    public static IEnumerable<XElement> Children(this XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);

    public static string? Child(this XElement parent, string name) => parent.Children(name).FirstOrDefault()?.Value;
}
