using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Verbs;

/// <summary>fieldValidation: unknown and repeated fields are refused, answered with warnings, or ignored.</summary>
internal sealed record FieldChecks(string Mode, bool Patch, HttpContext? Http, IReadOnlyCollection<string> Duplicates)
{
    /// <summary>What is shown of a patch; null shows the patched object.</summary>
    public string? Shown { get; init; }

    public static readonly FieldChecks None = new("Ignore", false, null, []);

    public static FieldChecks Of(Call call, string options, bool patch)
    {
        string mode = call.Query("fieldValidation") is { Length: > 0 } asked ? asked : "Warn";
        if (mode is not ("Warn" or "Strict" or "Ignore"))
            throw Invalid.Options(options, "FieldValueNotSupported", $"Unsupported value: \"{mode}\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"", "fieldValidation");
        if (call.Query("dryRun") is { } dry && dry != "All")
            throw Invalid.Options(options, "FieldValueNotSupported", $"Unsupported value: [\"{dry}\"]: supported values: \"All\"", "dryRun");
        if (call.Query("fieldManager") is { Length: > 128 })
            throw Invalid.Options(options, "FieldValueTooLong", "Too long: may not be more than 128 bytes", "fieldManager");
        return new FieldChecks(mode, patch, call.Http, call.Duplicates);
    }

    /// <summary>Deals with complaints such as: unknown field "spec.x".</summary>
    public void Report(ResourceKind kind, JsonNode? body, IReadOnlyList<string> complaints)
    {
        if (complaints.Count == 0 || Mode == "Ignore") return;
        if (Mode == "Strict") throw Refusal(kind, body, "strict decoding error: " + string.Join(", ", complaints));
        foreach (string text in complaints) Http!.Response.Headers.Append("Warning", $"299 - \"{text.Replace("\"", "\\\"")}\"");
    }

    /// <summary>The result of a patch that cannot be read as its kind.</summary>
    public ApiException PatchRefusal(JsonNode? body, string why)
        => Invalid.Of("", "", "", "", [new FieldCause("FieldValueInvalid", $"Invalid value: {(Shown is null ? body?.ToJsonString() : $"\"{Shown}\"")}: {why}", "patch")]);

    /// <summary>A body that cannot be read as its kind is 400, the result of a patch 422.</summary>
    public ApiException Refusal(ResourceKind kind, JsonNode? body, string why) => Patch
        ? PatchRefusal(body, why)
        : Refusals.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {why}");
}
