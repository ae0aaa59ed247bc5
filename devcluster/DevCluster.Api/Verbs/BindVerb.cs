using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Lifecycle;
using DevCluster.Api.Storage;

namespace DevCluster.Api.Verbs;

/// <summary>A binding places a pod on a node, once.</summary>
internal static class BindVerb
{
    /// <summary>POST to the pod's subresource, or to the collection of bindings, where the body names the pod.</summary>
    public static async Task RunAsync(Call call)
    {
        JsonObject body = await call.OptionsAsync();
        string name = call.Path.Name ?? (string?)body["metadata"]?["name"] ?? "";
        if ((string?)body["target"]?["name"] is not { Length: > 0 } node)
            throw Invalid.Of("Binding", "", "Binding", name, [new Schemas.FieldCause("FieldValueRequired", "Required value", "target.name")]);
        JsonObject? Place(JsonObject? pod)
        {
            if (pod is null) throw new ApiException(404, "NotFound", $"pods \"{name}\" not found", new JsonObject { ["name"] = name, ["kind"] = "pods" });
            if (pod["metadata"]!["deletionTimestamp"] is not null) throw Refused(name, $"pod {name} is being deleted, cannot be assigned to a host");
            if (pod["spec"]!["nodeName"] is { } placed) throw Refused(name, $"pod {name} is already assigned to node \"{(string?)placed}\"");
            if (pod["spec"]!["schedulingGates"] is JsonArray { Count: > 0 }) throw Refused(name, $"pod {name} has non-empty .spec.schedulingGates");
            pod["spec"]!["nodeName"] = node;
            PodConditions.Set(pod, call.Cluster.Now, "PodScheduled", "True");
            return pod;
        }

        ObjectKey key = new("pods", call.Path.Namespace, name);
        if (call.DryRun) Place(call.Log.Get(key)?.DeepClone().AsObject());
        else call.Log.Change(key, Place);
        await call.AnswerAsync(Refusals.Created(), 201);
    }

    private static ApiException Refused(string name, string why)
        => new(409, "Conflict", $"Operation cannot be fulfilled on pods/binding \"{name}\": {why}", new JsonObject { ["name"] = name, ["kind"] = "pods/binding" });
}
