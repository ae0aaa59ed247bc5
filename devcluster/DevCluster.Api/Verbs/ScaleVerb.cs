using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Http;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Verbs;

/// <summary>The scale subresource of a custom resource: its replicas, wherever its definition says that they stand.</summary>
internal static class ScaleVerb
{
    public static async Task RunAsync(Call call)
    {
        if (call.Http.Request.Method == "GET")
        {
            await call.AnswerAsync(Of(call, call.Existing()));
            return;
        }

        var checks = FieldChecks.Of(call, call.Http.Request.Method == "PUT" ? "UpdateOptions" : "PatchOptions", patch: false);
        Func<JsonObject, JsonObject> change = await ChangeAsync(call);
        JsonObject written = UpdateVerb.Write(call, live => WithReplicas(call, live, change(Of(call, live))), checks);
        await call.AnswerAsync(Of(call, written));
    }

    private static async Task<Func<JsonObject, JsonObject>> ChangeAsync(Call call)
    {
        if (call.Http.Request.Method == "PATCH") return (await UpdateVerb.ChangeAsync(call, "autoscaling/v1", "Scale")).Change;
        JsonObject body = await call.BodyAsync(BodyUse.Options) as JsonObject ?? throw Refusals.BadRequest("the body is not a Scale");
        return _ => body;
    }

    private static JsonObject WithReplicas(Call call, JsonObject live, JsonObject scale)
    {
        JsonObject next = live.DeepClone().AsObject();
        if ((string?)scale["metadata"]?["resourceVersion"] is { Length: > 0 } version) next["metadata"]!["resourceVersion"] = version;
        string[] path = Path(call, "specReplicasPath");
        JsonObject place = next;
        foreach (string step in path[..^1])
        {
            if (place[step] is not JsonObject) place[step] = new JsonObject();
            place = place[step]!.AsObject();
        }

        place[path[^1]] = (long)(Numbers.Read(scale["spec"]?["replicas"]) ?? 0);
        return next;
    }

    private static JsonObject Of(Call call, JsonObject item)
    {
        JsonObject metadata = [];
        foreach (string field in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
            if (item["metadata"]![field] is { } value) metadata[field] = value.DeepClone();
        JsonObject status = new() { ["replicas"] = (long)(Numbers.Read(At(item, Path(call, "statusReplicasPath"))) ?? 0) };
        if (call.Kind.Scale!.ContainsKey("labelSelectorPath") && (string?)At(item, Path(call, "labelSelectorPath")) is { Length: > 0 } selector) status["selector"] = selector;
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = (long)(Numbers.Read(At(item, Path(call, "specReplicasPath"))) ?? 0) },
            ["status"] = status,
        };
    }

    private static string[] Path(Call call, string field) => ((string?)call.Kind.Scale![field] ?? "").TrimStart('.').Split('.');

    private static JsonNode? At(JsonObject item, string[] path)
    {
        JsonNode? node = item;
        foreach (string step in path) node = (node as JsonObject)?[step];
        return node;
    }
}
