using System.Text.Json.Nodes;

namespace DevCluster.Api.Kinds;

/// <summary>The object of a bookmark: nothing but metadata, and the fields that Go always writes.</summary>
internal static class EmptyObjects
{
    public static JsonObject Of(ResourceKind kind, JsonObject metadata)
    {
        JsonObject item = new() { ["kind"] = kind.Kind, ["apiVersion"] = kind.ApiVersion, ["metadata"] = metadata };
        switch (kind.Resource)
        {
            case "pods":
                item["spec"] = new JsonObject { ["containers"] = null };
                item["status"] = new JsonObject();
                break;
            case "jobs.batch":
                item["spec"] = new JsonObject { ["template"] = new JsonObject { ["metadata"] = new JsonObject(), ["spec"] = new JsonObject { ["containers"] = null } } };
                item["status"] = new JsonObject();
                break;
            case "leases.coordination.k8s.io":
                item["spec"] = new JsonObject();
                break;
        }

        return item;
    }
}
