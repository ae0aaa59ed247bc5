using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Http;

namespace DevCluster.Api.Verbs;

/// <summary>Where a paged list goes on: the revision that all its pages show (-1: the present one), and the first key that is still to be sent.</summary>
internal sealed record PageToken(long Revision, string Start)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PageToken After(Call call, long revision, JsonObject last) => new(revision, KeyOf(call, last) + '\0');

    public static PageToken Parse(string text)
    {
        byte[] bytes;
        try
        {
            // Like Go, and unlike Base64Url, this does not mind bits that are left over.
            bytes = Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));
        }
        catch (FormatException)
        {
            throw Wrong("illegal base64 data at input byte 0");
        }

        try
        {
            JsonObject token = JsonNode.Parse(bytes)!.AsObject();
            return new PageToken((long?)token["rv"] ?? 0, (string?)token["start"] ?? "");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw Wrong(JsonSyntax.ErrorOf(Encoding.Latin1.GetString(bytes)));
        }
    }

    public bool Reaches(Call call, JsonObject item) => string.CompareOrdinal(KeyOf(call, item), Start) >= 0;

    /// <summary>The revision is no longer there; the client may go on with what is there now.</summary>
    public ApiException Expired() => new(410, "Expired",
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, "
        + "or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an "
        + "inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.")
    {
        Metadata = new JsonObject { ["continue"] = (this with { Revision = -1 }).ToString() },
    };

    public override string ToString()
        => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = Revision, ["start"] = Start }.ToJsonString(Plain)));

    private static ApiException Wrong(string why) => Refusals.BadRequest($"invalid continue token: continue key is not valid: {why}");

    /// <summary>A list of one namespace leaves the namespace out.</summary>
    private static string KeyOf(Call call, JsonObject item)
        => call.Path.Namespace.Length == 0 && (string?)item["metadata"]!["namespace"] is { Length: > 0 } ns ? $"{ns}/{(string)item["metadata"]!["name"]!}" : (string)item["metadata"]!["name"]!;
}
