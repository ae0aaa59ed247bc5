using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;

namespace DevCluster.Api.Selection;

/// <summary>Reads a field selector such as: status.phase!=Failed,spec.nodeName=n. Each kind has few fields that can be selected by.</summary>
internal static class FieldSelectorText
{
    private static readonly string[] Always = ["metadata.name", "metadata.namespace"];

    public static IReadOnlyList<FieldRequirement> Parse(string text, ResourceKind kind)
    {
        FieldRequirement[] all = [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(One)];
        string[]? known = Known(kind);
        foreach (FieldRequirement one in all)
            if (!Always.Contains(one.Field) && known?.Contains(one.Field) != true) throw Refusals.BadRequest(Unknown(one.Field, kind, known));
        return all;
    }

    private static FieldRequirement One(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) throw Refusals.BadRequest($"invalid selector: '{text}'; can't understand '{text}'");
        bool not = at > 0 && text[at - 1] == '!';
        string value = text[(at + 1)..];
        return new FieldRequirement(text[..(not ? at - 1 : at)], value.StartsWith('=') ? value[1..] : value, !not);
    }

    private static string Unknown(string field, ResourceKind kind, string[]? known)
    {
        if (kind.Resource == "jobs.batch") return $"field label \"{field}\" not supported for Job";
        return known is null ? $"\"{field}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"" : $"field label not supported: {field}";
    }

    /// <summary>Null for kinds with metadata only.</summary>
    private static string[]? Known(ResourceKind kind) => kind.Resource switch
    {
        "pods" => ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName"],
        "nodes" => ["spec.unschedulable"],
        "namespaces" => ["status.phase"],
        "services" => ["spec.clusterIP", "spec.type"],
        "secrets" => ["type"],
        "jobs.batch" => ["status.successful"],
        "events" => [.. Reference("involvedObject"), "reason", "reportingComponent", "source", "type"],
        "events.events.k8s.io" => [.. Reference("regarding"), "reason", "reportingController", "type"],
        _ when kind.Custom => [.. (kind.Definition?["selectableFields"] as JsonArray ?? []).Select(one => ((string)one!["jsonPath"]!).TrimStart('.'))],
        _ => null,
    };

    private static IEnumerable<string> Reference(string field)
        => ((string[])["kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"]).Select(part => $"{field}.{part}");
}
