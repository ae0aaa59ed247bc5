using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Validation;

/// <summary>What a Job's status may say about its end, and that it cannot take it back.</summary>
internal static class JobStatusRules
{
    public static void Check(JsonObject item, JsonObject? old, List<FieldCause> causes)
    {
        JsonObject status = item["status"] as JsonObject ?? [];
        JsonObject before = old?["status"] as JsonObject ?? [];
        bool complete = Is(status, "Complete");
        if ((complete || Is(status, "Failed")) && Numbers.Read(status["active"]) > 0) causes.Add(Rule.Invalid("status.active", status["active"], "active>0 is invalid for finished job"));
        if (complete && status["completionTime"] is null) causes.Add(Rule.Required("status.completionTime", "completionTime is required for Complete jobs"));
        if (!complete && status["completionTime"] is { } time)
            causes.Add(Rule.Invalid("status.completionTime", time, "cannot set completionTime when there is no Complete=True condition"));
        if (complete && !Is(status, "SuccessCriteriaMet")) causes.Add(Condition("cannot set Complete=True condition without the SuccessCriteriaMet=true condition"));
        if (Is(status, "Failed") && !Is(status, "FailureTarget")) causes.Add(Condition("cannot set Failed=True condition without the FailureTarget=true condition"));
        CheckUndone(status, before, causes);
    }

    private static void CheckUndone(JsonObject status, JsonObject before, List<FieldCause> causes)
    {
        foreach (string type in (string[])["SuccessCriteriaMet", "FailureTarget"])
            if (Is(before, type) && !Is(status, type)) causes.Add(Condition($"cannot disable the {type}=True condition"));
        foreach (string type in (string[])["Complete", "Failed"])
            if (Is(before, type) && !Is(status, type)) causes.Add(Condition($"cannot disable the terminal {type}=True condition"));
    }

    private static bool Is(JsonObject status, string type)
        => (status["conditions"] as JsonArray ?? []).Any(one => (string?)one!["type"] == type && (string?)one["status"] == "True");

    private static FieldCause Condition(string why) => new("FieldValueInvalid", $"Invalid value: {why}", "status.conditions");
}
