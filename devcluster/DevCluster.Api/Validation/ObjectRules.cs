using System.Text.Json.Nodes;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of each built-in kind; those that are not listed are held to their types and their metadata only.</summary>
internal static class ObjectRules
{
    /// <summary>Everything that is wrong with an object; old is what it replaces.</summary>
    public static List<FieldCause> Check(ResourceKind kind, JsonObject item, JsonObject? old, string? subresource)
    {
        List<FieldCause> causes = [];
        Action<JsonObject, JsonObject?, List<FieldCause>>? rules = kind.Resource switch
        {
            "configmaps" => DataRules.ConfigMap,
            "secrets" => DataRules.Secret,
            "services" => ServiceRules.Check,
            "nodes" => NodeRules.Check,
            "pods" => subresource is null ? PodRules.Check : null,
            "jobs.batch" => subresource == "status" ? JobStatusRules.Check : JobRules.Check,
            "leases.coordination.k8s.io" => LeaseRules.Check,
            "events" => EventRules.Core,
            "events.events.k8s.io" => EventRules.New,
            "rolebindings.rbac.authorization.k8s.io" or "clusterrolebindings.rbac.authorization.k8s.io" => RoleRules.Binding,
            "customresourcedefinitions.apiextensions.k8s.io" => subresource is null ? DefinitionRules.Check : null,
            _ => null,
        };
        rules?.Invoke(item, old, causes);
        return causes;
    }
}
