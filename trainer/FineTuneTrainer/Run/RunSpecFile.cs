using System.Text.Json;
using FineTune.Contract;
using FineTune.Storage;
using FineTuneTrainer.Core.Validation;

namespace FineTuneTrainer.Run;

/// <summary>Reads run.json; what is wrong with it comes all at once.</summary>
public static class RunSpecFile
{
    /// <summary>The checked RunSpec.</summary>
    public static RunSpec Read(string path)
    {
        var spec = Parse(path);
        List<RunProblem> problems = [.. RunSpecCheck.Problems(spec), .. Uris(spec)];
        if (problems.Count == 0)
            return Rehearsal.Of(spec with { Evaluation = spec.Evaluation.For(spec.Task) });
        var more = problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "";
        throw new RunFailure(ExitCode.InvalidConfig, $"{problems[0].Place}: {problems[0].Message}{more}", problems[0].Hint ?? "correct run.json", problems);
    }

    private static IEnumerable<RunProblem> Uris(RunSpec spec)
    {
        (string Place, string Uri)[] uris =
        [
            .. spec.Model.Uri is { } model ? [("model.uri", model)] : Array.Empty<(string, string)>(),
            .. spec.Datasets.Select((dataset, index) => ($"datasets[{index}].uri", dataset.Uri)),
            ("output.uri", spec.Output.Uri),
            .. spec.Output.Runs is { } runs ? [("output.runs", runs)] : Array.Empty<(string, string)>(),
        ];
        foreach (var (place, uri) in uris)
        {
            if (!ObjectUri.TryParse(uri, out var parsed, out var problem))
                yield return new RunProblem { Place = place, Message = problem };
            else if (parsed.Scheme == ObjectUri.S3 && spec.Storage is null)
                yield return new RunProblem { Place = place, Message = $"{uri} needs an object store, and storage is not set", Hint = "set storage.endpoint" };
        }
    }

    private static RunSpec Parse(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var spec = JsonSerializer.Deserialize<RunSpec>(stream, ContractJson.Options) ?? throw new JsonException("the file holds null");
            // The serializer checks members for null, but not the items of lists.
            var holes = spec.Datasets.Any(dataset => dataset is null) || spec.Method.Lora?.TargetModules.Any(target => target is null) == true || spec.Task.Features?.Any(name => name is null) == true;
            return holes ? throw new JsonException("a list holds null") : spec;
        }
        catch (JsonException exception)
        {
            var place = exception.Path is { Length: > 2 } at ? at[2..] : "run.json";
            // The serializer speaks of .NET members; the user has a file with fields.
            var message = exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? $"there is no field '{place[(place.LastIndexOf('.') + 1)..]}'" : exception.Message;
            throw new RunFailure(ExitCode.InvalidConfig, $"{path}: {place}: {message}", "compare with docs/contract.md", [new RunProblem { Place = place, Message = message }], exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunFailure(ExitCode.InvalidConfig, $"{path} cannot be read: {exception.Message}", "give the path of a run.json", inner: exception);
        }
    }
}
