using System.Text.Json.Nodes;
using DevCluster.Api.Errors;

namespace DevCluster.Api.Apply;

/// <summary>The refusal of an apply that would change what others own.</summary>
internal static class ApplyConflicts
{
    public static ApiException Refusal(IEnumerable<(ManagedEntry Owner, FieldSet Fields)> conflicts)
    {
        List<(string Owner, string Path)> all = [.. conflicts
            .SelectMany(conflict => conflict.Fields.Paths().Select(path => (Owner: Show(conflict.Owner), Path: path)))
            .OrderBy(conflict => conflict.Owner, StringComparer.Ordinal).ThenBy(conflict => conflict.Path, StringComparer.Ordinal)];
        JsonArray causes = [.. all.Select(conflict => new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with {conflict.Owner}",
            ["field"] = conflict.Path,
        })];
        string text = all.Count == 1
            ? $"1 conflict: conflict with {all[0].Owner}: {all[0].Path}"
            : $"{all.Count} conflicts: {string.Join('\n', all.GroupBy(conflict => conflict.Owner).Select(Group))}";
        return new ApiException(409, "Conflict", $"Apply failed with {text}", new JsonObject { ["causes"] = causes });
    }

    private static string Group(IGrouping<string, (string Owner, string Path)> owned)
        => $"conflicts with {owned.Key}:{string.Concat(owned.Select(conflict => $"\n- {conflict.Path}"))}";

    private static string Show(ManagedEntry owner)
    {
        string text = $"\"{owner.Manager}\"";
        if (!string.IsNullOrEmpty(owner.Subresource)) text += $" with subresource \"{owner.Subresource}\"";
        return owner.Operation == "Update" ? $"{text} using {owner.ApiVersion}" : text;
    }
}
