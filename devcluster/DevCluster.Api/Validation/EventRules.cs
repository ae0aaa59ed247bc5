using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of events, in both of their versions.</summary>
internal static class EventRules
{
    public static void Core(JsonObject item, JsonObject? old, List<FieldCause> causes) => CheckNamespace(item, "involvedObject", causes);

    public static void New(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        if (old is null && item["eventTime"] is null) causes.Add(Rule.Required("eventTime"));
        CheckNamespace(item, "regarding", causes);
    }

    // Events about cluster-scoped objects belong into the namespace default.
    private static void CheckNamespace(JsonObject item, string reference, List<FieldCause> causes)
    {
        string about = (string?)item[reference]?["namespace"] ?? "";
        string own = (string?)item["metadata"]!["namespace"] ?? "";
        if (about.Length == 0 ? own is not ("default" or "kube-system") : about != own)
            causes.Add(Rule.Invalid("involvedObject.namespace", about, "does not match event.namespace"));
    }
}
