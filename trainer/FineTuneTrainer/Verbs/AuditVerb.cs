using System.CommandLine;
using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Cleaning;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Run;

namespace FineTuneTrainer.Verbs;

/// <summary><c>audit FILE.CSV</c>: every labeled text that is not fine, with what is wrong and what to do; changes nothing.</summary>
internal static class AuditVerb
{
    // Without --labels a label is believed that occurs twice and a tenth as often as the most frequent one: a misspelt one is rare.
    private const int LeastRows = 2;
    private const double LeastShare = 0.1;

    public static Command Command()
    {
        var file = new Argument<FileInfo>("file.csv") { Description = "A CSV of labeled texts with a header line." };
        var text = new Option<string>("--text") { Description = "The column of the texts.", DefaultValueFactory = _ => "text" };
        var label = new Option<string>("--label") { Description = "The column of the labels.", DefaultValueFactory = _ => "label" };
        var labels = new Option<string[]>("--labels") { Description = "The labels there are; without them, those that are not rare.", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "One JSON object a finding." };
        var command = new Command("audit", "Find rows to fix, drop or review in a CSV of labeled texts; changes nothing.") { file, text, label, labels, json };
        command.SetAction((parsed, _) => Guarded.RunAsync(_ =>
        {
            Audit(parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(text), parsed.GetRequiredValue(label), parsed.GetValue(labels) ?? [], parsed.GetValue(json));
            return Task.CompletedTask;
        }));
        return command;
    }

    private static void Audit(string path, string text, string label, string[] given, bool json)
    {
        var name = Path.GetFileName(path);
        var problems = new ProblemList(name);
        IReadOnlyCollection<string> labels = given.Length > 0 ? given : Usual(path, label);
        List<Finding> findings = [.. Read(path, stream => new DataAudit(labels, new AuditOptions()).OfCsv(stream, text, label, problems))];
        if (problems.Count > 0)
            throw new RunFailure(ExitCode.InvalidData, $"{name}: {problems.First[0].Message}", problems.First[0].Hint ?? "correct the file", [.. problems.First.Select(problem => new RunProblem { Place = $"{name}:{problem.Row}", Message = problem.Message, Hint = problem.Hint })]);
        foreach (var finding in findings)
            Console.WriteLine(json ? JsonSerializer.Serialize(finding, ContractJson.Options) : Line(name, finding));
        if (json)
            return;
        Console.WriteLine($"labels: {string.Join(", ", labels)}");
        Console.WriteLine(findings.Count == 0 ? "every row is fine" : string.Join(", ", findings.GroupBy(finding => finding.Action).OrderBy(group => group.Key).Select(group => $"{group.Count()} to {group.Key.ToString().ToLowerInvariant()}")));
    }

    private static string Line(string file, Finding finding)
    {
        var related = finding.RelatedRow is { } row ? $" of row {row}" : "";
        return $"{file}:{finding.Row}: {finding.Action,-6} {finding.Kind}{related}{(finding.Note is { } note ? $": {note}" : "")}";
    }

    private static List<string> Usual(string path, string column)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        // Rows that cannot be read are the audit's to name.
        foreach (var record in Read(path, stream => new CsvFormat().Read(stream, Columns.Of(column), new ProblemList(path))))
        {
            if (record.TryGet(column, out var value) && value.TryText(out var label) && !string.IsNullOrWhiteSpace(label))
                counts[label] = counts.GetValueOrDefault(label) + 1;
        }

        var least = Math.Max(LeastRows, LeastShare * counts.Values.DefaultIfEmpty().Max());
        return [.. counts.Where(pair => pair.Value >= least).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<T> Read<T>(string path, Func<Stream, IEnumerable<T>> read)
    {
        using var stream = Open(path);
        foreach (var one in read(stream))
            yield return one;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunFailure(ExitCode.InvalidConfig, $"{path} cannot be read: {exception.Message}", "give the path of a CSV file", inner: exception);
        }
    }
}
