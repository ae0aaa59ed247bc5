using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;
using DevCluster.Api.Typed;
using DevCluster.Api.Verbs;

namespace DevCluster.Api.Lifecycle;

/// <summary>Holds an object of a built-in kind to its type: what is of another type is refused, what is unknown is reported and dropped.</summary>
internal static class BuiltInAdmission
{
    public static JsonObject Shape(ResourceKind kind, JsonObject item, FieldChecks checks)
    {
        GoDecoder decoder = new(checks.Duplicates);
        try
        {
            JsonObject read = decoder.Read(item, BuiltInShapes.Of(kind.ApiVersion, kind.Kind));
            // Patches are applied to Go maps, whose keys have no order but this.
            checks.Report(kind, item, checks.Patch ? [.. decoder.Complaints.Order(StringComparer.Ordinal)] : decoder.Complaints);
            return read;
        }
        catch (GoDecodingException wrong)
        {
            throw checks.Refusal(kind, item, wrong.Message);
        }
    }
}
