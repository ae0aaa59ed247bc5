using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a Job: counts, and once the selector by its own uid and the labels of its pods.</summary>
internal static class JobDefaults
{
    public static void Of(JsonObject item)
    {
        JsonObject spec = item["spec"]!.AsObject();
        if (item["metadata"]!["labels"] is null && spec["template"]!["metadata"]!["labels"] is { } labels) item["metadata"]!["labels"] = labels.DeepClone();
        bool counted = spec["completions"] is not null || spec["parallelism"] is not null;
        if (!counted) spec["completions"] = 1;
        spec["parallelism"] ??= 1;
        spec["backoffLimit"] ??= spec["backoffLimitPerIndex"] is null ? 6 : int.MaxValue;
        spec["manualSelector"] ??= false;
        spec["completionMode"] ??= "NonIndexed";
        spec["suspend"] ??= false;
        spec["podReplacementPolicy"] ??= spec["podFailurePolicy"] is null ? "TerminatingOrFailed" : "Failed";
        PodDefaults.OfSpec(spec["template"]!["spec"]!.AsObject());
        foreach (JsonNode? rule in spec["podFailurePolicy"]?["rules"] as JsonArray ?? [])
            foreach (JsonNode? pattern in rule!["onPodConditions"] as JsonArray ?? [])
                if ((string?)pattern!["status"] == "") pattern["status"] = "True";
    }

    public static void OfNew(JsonObject item)
    {
        item["status"] = new JsonObject();
        JsonObject spec = item["spec"]!.AsObject();
        JsonObject template = spec["template"]!.AsObject();
        if (!(bool)spec["manualSelector"]!) Select(spec, template, (string)item["metadata"]!["uid"]!, (string)item["metadata"]!["name"]!);
    }

    private static void Select(JsonObject spec, JsonObject template, string uid, string name)
    {
        if (spec["selector"] is not JsonObject) spec["selector"] = new JsonObject();
        if (spec["selector"]!["matchLabels"] is not JsonObject) spec["selector"]!["matchLabels"] = new JsonObject();
        spec["selector"]!["matchLabels"]!["batch.kubernetes.io/controller-uid"] = uid;
        JsonObject labels = Completion.Labels(template);
        labels["batch.kubernetes.io/controller-uid"] = uid;
        labels["batch.kubernetes.io/job-name"] = name;
        labels["controller-uid"] = uid;
        labels["job-name"] = name;
    }
}
