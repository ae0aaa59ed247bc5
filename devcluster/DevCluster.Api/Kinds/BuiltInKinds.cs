namespace DevCluster.Api.Kinds;

/// <summary>The kinds that are served without a CustomResourceDefinition; everything else is refused by name.</summary>
internal static class BuiltInKinds
{
    public static readonly IReadOnlyList<ResourceKind> All =
    [
        new("", "v1", "namespaces", "Namespace", false, HasStatus: true) { ShortNames = ["ns"] },
        new("", "v1", "pods", "Pod", true, HasStatus: true, Generation: true) { ShortNames = ["po"], Categories = ["all"] },
        new("", "v1", "configmaps", "ConfigMap", true) { ShortNames = ["cm"] },
        new("", "v1", "secrets", "Secret", true),
        new("", "v1", "services", "Service", true, HasStatus: true) { ShortNames = ["svc"], Categories = ["all"] },
        new("", "v1", "serviceaccounts", "ServiceAccount", true) { ShortNames = ["sa"] },
        new("", "v1", "events", "Event", true) { ShortNames = ["ev"] },
        new("", "v1", "bindings", "Binding", true) { ReviewOnly = true },
        new("", "v1", "nodes", "Node", false, HasStatus: true) { ShortNames = ["no"] },
        new("", "v1", "limitranges", "LimitRange", true) { ShortNames = ["limits"] },
        new("", "v1", "resourcequotas", "ResourceQuota", true, HasStatus: true) { ShortNames = ["quota"] },
        new("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true, HasStatus: true) { ShortNames = ["pvc"] },
        new("batch", "v1", "jobs", "Job", true, HasStatus: true, Generation: true) { Categories = ["all"] },
        new("apps", "v1", "controllerrevisions", "ControllerRevision", true),
        new("coordination.k8s.io", "v1", "leases", "Lease", true),
        new("events.k8s.io", "v1", "events", "Event", true) { ShortNames = ["ev"] },
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false, HasStatus: true, Generation: true) { ShortNames = ["crd", "crds"], Categories = ["api-extensions"] },
        new("rbac.authorization.k8s.io", "v1", "roles", "Role", true),
        new("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", true),
        new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false),
        new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false),
        new("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", true, Generation: true) { ShortNames = ["netpol"] },
        new("scheduling.k8s.io", "v1", "priorityclasses", "PriorityClass", false) { ShortNames = ["pc"] },
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true, HasStatus: true, Generation: true) { ShortNames = ["pdb"] },
    ];
}
