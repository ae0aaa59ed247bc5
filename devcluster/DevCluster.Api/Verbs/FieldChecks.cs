using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Kinds;
using DevCluster.Api.Schemas;
using Microsoft.AspNetCore.Http;

namespace DevCluster.Api.Verbs;

/// <summary>fieldValidation: unknown fields are refused, answered with warnings, or ignored.</summary>
internal sealed record FieldChecks(string Mode, bool Patch, HttpContext? Http)
{
    public static readonly FieldChecks None = new("Ignore", false, null);

    public static FieldChecks Of(Call call, string options, bool patch)
    {
        string mode = call.Query("fieldValidation") is { Length: > 0 } asked ? asked : "Warn";
        if (mode is not ("Warn" or "Strict" or "Ignore"))
            throw Invalid.Options(options, "FieldValueNotSupported", $"Unsupported value: \"{mode}\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"", "fieldValidation");
        if (call.Query("fieldManager") is { Length: > 128 })
            throw Invalid.Options(options, "FieldValueTooLong", "Too long: may not be more than 128 bytes", "fieldManager");
        return new FieldChecks(mode, patch, call.Http);
    }

    public void Report(ResourceKind kind, JsonNode? body, IReadOnlyList<string> unknown)
    {
        if (unknown.Count == 0 || Mode == "Ignore") return;
        string[] texts = [.. unknown.Select(field => $"unknown field \"{field}\"")];
        string all = "strict decoding error: " + string.Join(", ", texts);
        if (Mode == "Strict" && Patch)
            throw Invalid.Of("", "", "", "", [new FieldCause("FieldValueInvalid", $"Invalid value: {body?.ToJsonString() ?? "\"\""}: {all}", "patch")]);
        if (Mode == "Strict") throw Refusals.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: {all}");
        foreach (string text in texts) Http!.Response.Headers.Append("Warning", $"299 - \"{text.Replace("\"", "\\\"")}\"");
    }
}
