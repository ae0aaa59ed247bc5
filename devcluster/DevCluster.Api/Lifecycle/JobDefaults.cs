using System.Text.Json.Nodes;

namespace DevCluster.Api.Lifecycle;

/// <summary>What the server adds to a new Job: counts, the selector by its own uid, and the labels of its pods.</summary>
internal static class JobDefaults
{
    public static void OfNew(JsonObject item)
    {
        item["status"] = new JsonObject();
        if (item["spec"] is not JsonObject spec) return;
        bool counted = spec["completions"] is not null || spec["parallelism"] is not null;
        if (!counted) spec["completions"] = 1;
        spec["parallelism"] ??= 1;
        spec["backoffLimit"] ??= spec["backoffLimitPerIndex"] is null ? 6 : int.MaxValue;
        spec["manualSelector"] ??= false;
        spec["completionMode"] ??= "NonIndexed";
        spec["suspend"] ??= false;
        spec["podReplacementPolicy"] ??= spec["podFailurePolicy"] is null ? "TerminatingOrFailed" : "Failed";
        if (spec["template"] is not JsonObject template) spec["template"] = template = [];
        if (template["metadata"] is not JsonObject) template["metadata"] = new JsonObject();
        if (template["spec"] is JsonObject pod) PodDefaults.OfSpec(pod);
        if ((bool)spec["manualSelector"]!) return;
        string uid = (string)item["metadata"]!["uid"]!;
        if (spec["selector"] is not JsonObject) spec["selector"] = new JsonObject();
        if (spec["selector"]!["matchLabels"] is not JsonObject) spec["selector"]!["matchLabels"] = new JsonObject();
        spec["selector"]!["matchLabels"]!["batch.kubernetes.io/controller-uid"] = uid;
        Label(Completion.Labels(template), uid, (string)item["metadata"]!["name"]!);
        if (item["metadata"]!["labels"] is null) item["metadata"]!["labels"] = template["metadata"]!["labels"]!.DeepClone();
    }

    private static void Label(JsonObject labels, string uid, string name)
    {
        labels["batch.kubernetes.io/controller-uid"] = uid;
        labels["batch.kubernetes.io/job-name"] = name;
        labels["controller-uid"] = uid;
        labels["job-name"] = name;
    }
}
