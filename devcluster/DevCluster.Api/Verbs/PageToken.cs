using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Api.Errors;

namespace DevCluster.Api.Verbs;

/// <summary>Where a paged list goes on: the revision that all its pages show, and the last object that was sent.</summary>
internal sealed record PageToken(long Revision, string Namespace, string Name)
{
    public static PageToken After(long revision, JsonObject last)
        => new(revision, (string?)last["metadata"]!["namespace"] ?? "", (string)last["metadata"]!["name"]!);

    public static PageToken Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<PageToken>(Base64Url.DecodeFromChars(text))!;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            throw Refusals.BadRequest("continue key is not valid: illegal base64 data at input byte 0");
        }
    }

    public bool IsAfter(JsonObject item)
    {
        int order = string.CompareOrdinal((string?)item["metadata"]!["namespace"] ?? "", Namespace);
        return order > 0 || (order == 0 && string.CompareOrdinal((string)item["metadata"]!["name"]!, Name) > 0);
    }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));
}
