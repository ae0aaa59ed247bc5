using System.Text.Json;
using System.Text.Json.Nodes;
using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Checks where the model comes from.</summary>
internal static class ModelValidator
{
    public static void Check(ProblemList problems, FineTuneJobSpec spec)
    {
        var model = spec.Model;
        problems.Check(model.Uri is not null || model.Scratch is not null, "spec.model", "names no model", "set uri, or scratch for one without weights");
        if (model.Uri is { } uri) JobValidator.CheckUri(problems, "spec.model.uri", uri);
        if (model.Scratch is not { } scratch) return;
        problems.Check(scratch.Family.Length > 0, "spec.model.scratch.family", "is empty", "name a model_type, such as mlp");
        problems.Check(IsObject(scratch.Config), "spec.model.scratch.config", "is no JSON object", "write the fields of a config.json: {\"hidden_sizes\": [16]}");
        problems.Check(spec.Method.Type == "Full", "spec.method.type", $"{spec.Method.Type} leaves weights as they are, and a model from scratch has none yet", "use Full");
    }

    private static bool IsObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
