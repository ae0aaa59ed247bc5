using System.Text;
using System.Text.Json.Nodes;
using DevCluster.Pods.Json;

namespace DevCluster.Pods.Running;

/// <summary>The variables of a container: envFrom first, then env in order; literal values are expanded and their mount paths made real.</summary>
internal static class ContainerEnvironment
{
    public static Dictionary<string, string> Of(PlanInput input, MountMap mounts)
    {
        Dictionary<string, string> variables = new(input.Image.Environment)
        {
            ["HOSTNAME"] = input.Pod.Text("spec", "hostname") ?? input.Pod.Name(),
            ["KUBERNETES_SERVICE_HOST"] = input.ApiServer.Host,
            ["KUBERNETES_SERVICE_PORT"] = input.ApiServer.Port.ToString(),
        };
        foreach (JsonObject source in input.Container.Items("envFrom")) AddAll(source, input, variables);
        foreach (JsonObject one in input.Container.Items("env"))
            if (Value(one, input, mounts, variables) is { } value) variables[one.Text("name")!] = value;
        return variables;
    }

    private static void AddAll(JsonObject source, PlanInput input, Dictionary<string, string> variables)
    {
        (string kind, JsonNode? reference) = source["secretRef"] is { } secret ? ("secret", secret) : ("configmap", source["configMapRef"]);
        if (input.References.Data(kind, reference.Text("name") ?? "", reference.Is("optional")) is not { } data) return;
        foreach ((string key, byte[] value) in data) variables[source.Text("prefix") + key] = Encoding.UTF8.GetString(value);
    }

    private static string? Value(JsonObject one, PlanInput input, MountMap mounts, Dictionary<string, string> variables)
    {
        JsonNode? from = one["valueFrom"];
        if (from is null) return mounts.Rewrite(Expansion.Of(one.Text("value") ?? "", variables));
        // What comes from objects is data and is not touched.
        return from.AsObject().First() switch
        {
            { Key: "secretKeyRef", Value: { } selector } => input.References.Value("secret", selector, input.Pod.Namespace()),
            { Key: "configMapKeyRef", Value: { } selector } => input.References.Value("configmap", selector, input.Pod.Namespace()),
            { Key: "fieldRef", Value: { } selector } => PodFields.Field(input.Pod, selector.Text("fieldPath")!),
            { Key: "resourceFieldRef", Value: { } selector } => PodFields.Resource(input.Pod, input.Container, selector, input.Node),
            { Key: var other } => throw new ConfigurationProblem($"valueFrom.{other} is not in the development cluster's subset"),
        };
    }
}
