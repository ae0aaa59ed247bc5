using DevCluster.Api.Errors;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Verbs;

/// <summary>Which query parameters of a list or watch go together.</summary>
internal static class ListOptions
{
    private const string Match = "resourceVersionMatch";

    public static void RequireForList(Call call)
    {
        List<FieldCause> causes = [];
        string? match = Given(call, Match);
        string? revision = Given(call, "resourceVersion");
        if (match is not null && revision is null) causes.Add(Forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided"));
        if (match is not null && Given(call, "continue") is not null) causes.Add(Forbidden("resourceVersionMatch is forbidden when continue is provided"));
        if (match is not (null or "Exact" or "NotOlderThan"))
            causes.Add(new FieldCause("FieldValueNotSupported", $"Unsupported value: \"{match}\": supported values: \"Exact\", \"NotOlderThan\", \"\"", Match));
        if (match == "Exact" && revision == "0") causes.Add(Forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
        if (call.Query("sendInitialEvents") is not null) causes.Add(new FieldCause("FieldValueForbidden", "Forbidden: sendInitialEvents is forbidden for list", "sendInitialEvents"));
        Require(causes);
    }

    public static void RequireForWatch(Call call)
    {
        List<FieldCause> causes = [];
        string? match = Given(call, Match);
        if (call.Query("sendInitialEvents") is null)
        {
            if (match is not null) causes.Add(Forbidden("resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
        }
        else if (match != "NotOlderThan")
        {
            causes.Add(Forbidden("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
            if (match is not null) causes.Add(new FieldCause("FieldValueNotSupported", $"Unsupported value: \"{match}\": supported values: \"NotOlderThan\"", Match));
        }

        Require(causes);
    }

    private static string? Given(Call call, string name) => call.Query(name) is { Length: > 0 } text ? text : null;

    private static FieldCause Forbidden(string why) => new("FieldValueForbidden", "Forbidden: " + why, Match);

    private static void Require(List<FieldCause> causes)
    {
        if (causes.Count > 0) throw Invalid.Of("ListOptions.meta.k8s.io", "meta.k8s.io", "ListOptions", "", causes);
    }
}
