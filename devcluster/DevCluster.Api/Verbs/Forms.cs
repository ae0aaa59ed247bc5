using System.Text.Json.Nodes;
using DevCluster.Api.Errors;

namespace DevCluster.Api.Verbs;

/// <summary>Turns an answer into the form that the client accepts: itself, its metadata alone, or a table.</summary>
internal static class Forms
{
    public static readonly string[] Offered =
    [
        "PartialObjectMetadata.v1.meta.k8s.io", "PartialObjectMetadataList.v1.meta.k8s.io", "PartialObjectMetadata.v1beta1.meta.k8s.io",
        "PartialObjectMetadataList.v1beta1.meta.k8s.io", "Table.v1.meta.k8s.io", "Table.v1beta1.meta.k8s.io",
    ];

    public static JsonNode Apply(Call call, JsonNode body)
    {
        string form = call.Accepted.As;
        if (form.Length == 0 || (string?)body["kind"] == "Status") return body;
        bool list = body["items"] is JsonArray && (string?)body["kind"] == call.Kind.Kind + "List";
        return form switch
        {
            "Table" => TableForm.Of(call, body),
            "PartialObjectMetadata" when list => throw Refused(form, $"is a list (*core.{call.Kind.Kind}List)"),
            "PartialObjectMetadataList" when !list => throw Refused(form, $"is not a list (*core.{call.Kind.Kind})"),
            "PartialObjectMetadata" => Metadata(body),
            _ => Metadatas(body),
        };
    }

    public static JsonObject Metadata(JsonNode item) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = item["metadata"]?.DeepClone(),
    };

    private static JsonObject Metadatas(JsonNode list)
    {
        JsonObject metadata = list["metadata"]!.DeepClone().AsObject();
        if ((string?)metadata["continue"] == "") metadata.Remove("continue");
        return new JsonObject
        {
            ["kind"] = "PartialObjectMetadataList",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = metadata,
            ["items"] = new JsonArray([.. list["items"]!.AsArray().Select(item => Metadata(item!))]),
        };
    }

    private static ApiException Refused(string form, string what) => new(406, "NotAcceptable", $"you requested {form}, but the requested object {what}");
}
