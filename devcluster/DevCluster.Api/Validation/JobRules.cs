using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>The rules of Jobs; those of their status stand in JobStatusRules.</summary>
internal static class JobRules
{
    private static readonly string[] Counts =
        ["completions", "parallelism", "backoffLimit", "backoffLimitPerIndex", "maxFailedIndexes", "activeDeadlineSeconds", "ttlSecondsAfterFinished"];

    // What the scheduler may be told, beside resources, as long as a job is suspended and has never started.
    private static readonly string[] Steering = ["nodeSelector", "tolerations", "affinity", "schedulingGates"];

    public static void Check(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        JsonObject spec = item["spec"]!.AsObject();
        foreach (string field in Counts)
            if (Numbers.Read(spec[field]) < 0) causes.Add(Rule.Invalid($"spec.{field}", spec[field], "must be greater than or equal to 0"));
        if (old is not null) CheckUpdate(item, spec, old, causes);
        else CheckNew(item, spec, causes);
    }

    private static void CheckNew(JsonObject item, JsonObject spec, List<FieldCause> causes)
    {
        JsonObject template = spec["template"]!.AsObject();
        PodRules.CheckSpec(template["spec"]!.AsObject(), "spec.template.spec", causes);
        CheckRestart(spec, (string?)template["spec"]!["restartPolicy"], causes);
        CheckFailurePolicy(spec, causes);
        CheckSelector(item, spec, template, causes);
        foreach ((string _, JsonNode? value) in template["metadata"]!["labels"] as JsonObject ?? [])
            if (Names.LabelValue((string?)value ?? "") is { } wrong) causes.Add(Rule.Invalid("spec.template.labels", value, wrong));
    }

    private static void CheckRestart(JsonObject spec, string? policy, List<FieldCause> causes)
    {
        const string Field = "spec.template.spec.restartPolicy";
        if (policy == "Always") causes.Add(Rule.Required(Field, "valid values: \"OnFailure\", \"Never\""));
        else if (policy is not ("OnFailure" or "Never")) causes.Add(Rule.Unsupported(Field, policy, "OnFailure", "Never"));
        else if (policy != "Never" && spec["podFailurePolicy"] is not null) causes.Add(Rule.Invalid(Field, policy, "only \"Never\" is supported when podFailurePolicy is specified"));
    }

    private static void CheckFailurePolicy(JsonObject spec, List<FieldCause> causes)
    {
        JsonArray rules = spec["podFailurePolicy"]?["rules"] as JsonArray ?? [];
        for (int i = 0; i < rules.Count; i++)
        {
            JsonNode? codes = rules[i]!["onExitCodes"];
            JsonArray values = codes?["values"] as JsonArray ?? [];
            for (int at = 0; at < values.Count; at++)
                if ((string?)codes!["operator"] == "In" && Numbers.Read(values[at]) == 0)
                    causes.Add(Rule.Invalid($"spec.podFailurePolicy.rules[{i}].onExitCodes.values[{at}]", 0, "must not be 0 for the In operator"));
        }
    }

    private static void CheckSelector(JsonObject item, JsonObject spec, JsonObject template, List<FieldCause> causes)
    {
        if ((bool?)spec["manualSelector"] == true) return;
        JsonObject own = new() { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = item["metadata"]!["uid"]!.DeepClone() } };
        if (!JsonNode.DeepEquals(spec["selector"], own)) causes.Add(Rule.Invalid("spec.selector", spec["selector"], "`selector` not auto-generated"));
        JsonObject labels = template["metadata"]!["labels"] as JsonObject ?? [];
        if ((spec["selector"]!["matchLabels"] as JsonObject ?? []).Any(pair => !JsonNode.DeepEquals(labels[pair.Key], pair.Value)))
            causes.Add(Rule.Invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`"));
    }

    private static void CheckUpdate(JsonObject item, JsonObject spec, JsonObject old, List<FieldCause> causes)
    {
        JsonObject before = old["spec"]!.AsObject();
        foreach (string field in (string[])["selector", "completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy"])
            Rule.Immutable($"spec.{field}", spec[field], before[field], causes);
        bool elastic = (string?)spec["completionMode"] == "Indexed" && JsonNode.DeepEquals(spec["completions"], spec["parallelism"]);
        if (!JsonNode.DeepEquals(spec["completions"], before["completions"]) && !elastic)
            causes.Add(Rule.Invalid("spec.completions", spec["completions"], (string?)spec["completionMode"] == "Indexed" ? "can only be modified in tandem with spec.parallelism" : "field is immutable"));
        CheckTemplate(item, spec["template"]!.AsObject(), before, old["status"]?["startTime"] is not null, causes);
    }

    private static void CheckTemplate(JsonObject item, JsonObject template, JsonObject before, bool started, List<FieldCause> causes)
    {
        JsonObject old = before["template"]!.AsObject();
        if (JsonNode.DeepEquals(template, old)) return;
        bool waiting = (bool?)before["suspend"] == true && !started;
        if (waiting && JsonNode.DeepEquals(Fixed(template), Fixed(old))) return;
        if (waiting) causes.Add(Rule.Invalid("spec.template.spec", template["spec"], "field is immutable"));
        else causes.Add(Rule.Invalid("spec.template", Shown(template), "field is immutable"));
    }

    private static JsonObject Shown(JsonObject template)
    {
        JsonObject shown = template["metadata"]!.DeepClone().AsObject();
        shown["Spec"] = template["spec"]!.DeepClone();
        return shown;
    }

    private static JsonObject Fixed(JsonObject template)
    {
        JsonObject copy = template.DeepClone().AsObject();
        foreach (string field in (string[])["labels", "annotations"]) copy["metadata"]!.AsObject().Remove(field);
        foreach (string field in Steering) copy["spec"]!.AsObject().Remove(field);
        foreach (string list in (string[])["initContainers", "containers"])
            foreach (JsonNode? container in copy["spec"]![list] as JsonArray ?? []) container!.AsObject().Remove("resources");
        return copy;
    }
}
