using System.Text.Json.Nodes;
using DevCluster.Api.Errors;

namespace DevCluster.Api.Verbs;

/// <summary>How to delete: from the body, or from the query parameters.</summary>
internal sealed record DeleteOptions(long? Grace, string? Propagation, bool DryRun, bool IsBareJob, JsonNode? Preconditions)
{
    public static async Task<DeleteOptions> OfAsync(Call call)
    {
        JsonObject body = await call.OptionsAsync();
        if ((string?)body["kind"] is { Length: > 0 } and not "DeleteOptions" and { } other)
            throw Refusals.BadRequest($"no kind \"{other}\" is registered for version \"{(string?)body["apiVersion"]}\" in scheme \"k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27\"");
        string? asked = (string?)body["propagationPolicy"] ?? (call.Query("propagationPolicy") is { Length: > 0 } text ? text : null);
        bool? orphan = (bool?)body["orphanDependents"] ?? (bool.TryParse(call.Query("orphanDependents"), out bool flag) ? flag : null);
        RequirePropagation(asked, orphan);
        long? grace = (long?)body["gracePeriodSeconds"] ?? (long.TryParse(call.Query("gracePeriodSeconds"), out long seconds) ? seconds : null);
        bool dry = call.DryRun || body["dryRun"] is JsonArray { Count: > 0 };
        string? policy = asked ?? orphan switch { true => "Orphan", false => "Background", _ => null };
        bool bareJob = call.Kind.Resource == "jobs.batch" && policy is null;
        return new DeleteOptions(grace, bareJob ? "Orphan" : policy, dry, bareJob, body["preconditions"]);
    }

    public void RequirePreconditions(Call call, JsonObject live)
    {
        Require(call, live, "uid", "UID", "deleted and then recreated");
        Require(call, live, "resourceVersion", "ResourceVersion", "modified");
    }

    private void Require(Call call, JsonObject live, string field, string title, string happened)
    {
        string? actual = (string?)live["metadata"]![field];
        if ((string?)Preconditions?[field] is not { } wanted || wanted == actual) return;
        JsonObject details = new() { ["name"] = call.Name };
        if (call.Kind.Group.Length > 0) details["group"] = call.Kind.Group;
        details["kind"] = call.Kind.Kind;
        string kind = call.Kind.Group.Length > 0 ? $"{call.Kind.Kind}.{call.Kind.Group}" : call.Kind.Kind;
        throw new ApiException(409, "Conflict",
            $"Operation cannot be fulfilled on {kind} \"{call.Name}\": the {title} in the precondition ({wanted}) does not match the {title} in record ({actual}). The object might have been {happened}", details);
    }

    private static void RequirePropagation(string? policy, bool? orphan)
    {
        if (policy is not null && orphan is not null)
            throw Invalid.Options("DeleteOptions", "FieldValueInvalid", $"Invalid value: \"{policy}\": orphanDependents and deletionPropagation cannot be both set", "propagationPolicy");
        if (policy is not (null or "Foreground" or "Background" or "Orphan"))
            throw Invalid.Options("DeleteOptions", "FieldValueNotSupported", $"Unsupported value: \"{policy}\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"", "propagationPolicy");
    }
}
