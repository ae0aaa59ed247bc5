using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run;

/// <summary>The rows of every role, read, checked, labeled and encoded.</summary>
public sealed record PreparedData(LabelMap Labels, IReadOnlyList<EncodedRow> Train, IReadOnlyList<EncodedRow> Validation, IReadOnlyList<EncodedRow> Test, IReadOnlyDictionary<DatasetRole, int> Records)
{
    /// <summary>Reads all files; every problem of every file comes in one failure, before any step is taken.</summary>
    public static PreparedData Read(RunSpec spec, IReadOnlyDictionary<DatasetRole, string> files, ITokenizer tokenizer)
    {
        var problems = new List<DataProblem>();
        var rows = spec.Datasets.ToDictionary(dataset => dataset.Role, dataset => ReadRows(dataset, files[dataset.Role], problems));
        var labels = LabelMap.Of(rows[DatasetRole.Train]);
        foreach (var dataset in spec.Datasets.Where(dataset => dataset.Role != DatasetRole.Train))
            problems.AddRange(Unseen(dataset, rows[dataset.Role], labels));
        if (problems.Count == 0 && labels.Labels.Count < 2)
            problems.Add(new DataProblem(NameOf(spec.Datasets.Single(dataset => dataset.Role == DatasetRole.Train)), 0, $"all rows have the one label '{labels.Labels[0]}'", "a classifier needs at least two"));
        if (problems.Count > 0)
            throw Failure(problems);

        var train = rows[DatasetRole.Train];
        var validation = rows.GetValueOrDefault(DatasetRole.Validation) ?? [];
        if (validation.Count == 0 && spec.Preprocessing.ValidationSplit > 0)
            (train, validation) = StratifiedSplit.Of(train, spec.Preprocessing.ValidationSplit, spec.Seed);
        IReadOnlyList<EncodedRow> Encode(IReadOnlyList<Row> list) => [.. list.Select(row => Encoded(row, labels, tokenizer, spec.Preprocessing.MaxSequenceLength))];
        return new PreparedData(labels, Encode(train), Encode(validation), Encode(rows.GetValueOrDefault(DatasetRole.Test) ?? []), rows.ToDictionary(pair => pair.Key, pair => pair.Value.Count));
    }

    private static EncodedRow Encoded(Row row, LabelMap labels, ITokenizer tokenizer, int maxLength)
    {
        var encoding = tokenizer.Encode(row.Text, maxLength);
        return new EncodedRow(encoding.Ids, encoding.TypeIds, labels.IndexOf(row.Label!)!.Value);
    }

    private static IReadOnlyList<Row> ReadRows(DatasetSpec dataset, string path, List<DataProblem> problems)
    {
        using var stream = File.OpenRead(path);
        var read = RowReader.Read(stream, dataset.Format, NameOf(dataset), dataset.Columns.GetValueOrDefault("text", "text"), dataset.Columns.GetValueOrDefault("label", "label"));
        problems.AddRange(read.Problems);
        return read.Rows;
    }

    private static IEnumerable<DataProblem> Unseen(DatasetSpec dataset, IReadOnlyList<Row> rows, LabelMap labels) =>
        rows.Where(row => row.Label is { } label && labels.IndexOf(label) is null)
            .Select(row => new DataProblem(NameOf(dataset), row.Number, $"label '{row.Label}' does not occur in the training rows", "add training rows with it, or correct it"));

    private static string NameOf(DatasetSpec dataset) => dataset.Uri[(dataset.Uri.LastIndexOf('/') + 1)..];

    private static RunFailure Failure(List<DataProblem> problems)
    {
        const int Most = 50;
        var first = problems[0];
        var more = problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "";
        return new RunFailure(
            ExitCode.InvalidData,
            $"{Place(first)}: {first.Message}{more}",
            first.Hint ?? "correct the rows",
            [.. problems.Take(Most).Select(problem => new RunProblem { Place = Place(problem), Message = problem.Message, Hint = problem.Hint })]);
    }

    private static string Place(DataProblem problem) => problem.Row > 0 ? $"{problem.File}:{problem.Row}" : problem.File;
}
