using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Validation;

namespace FineTuneTrainer.Run;

/// <summary>Reads run.json; what is wrong with it comes all at once.</summary>
public static class RunSpecFile
{
    /// <summary>The checked RunSpec.</summary>
    public static RunSpec Read(string path)
    {
        var spec = Parse(path);
        var problems = RunSpecCheck.Problems(spec);
        if (problems.Count == 0)
            return spec;
        var more = problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "";
        throw new RunFailure(ExitCode.InvalidConfig, $"{problems[0].Place}: {problems[0].Message}{more}", problems[0].Hint ?? "correct run.json", problems);
    }

    private static RunSpec Parse(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<RunSpec>(stream, ContractJson.Options) ?? throw new JsonException("the file holds null");
        }
        catch (JsonException exception)
        {
            throw new RunFailure(ExitCode.InvalidConfig, $"{path}: {exception.Message}", "compare with docs/contract.md", inner: exception);
        }
        catch (IOException exception)
        {
            throw new RunFailure(ExitCode.InvalidConfig, $"{path} cannot be read: {exception.Message}", "give the path of a run.json", inner: exception);
        }
    }
}
