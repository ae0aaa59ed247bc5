using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Data.Splits;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>The rows of a run's datasets, by role, and everything that is wrong with any of them.</summary>
internal sealed class DatasetFiles<TRow>
    where TRow : class
{
    private const int MostProblems = 50;
    private readonly RunSpec _spec;
    private readonly List<DataProblem> _problems = [];

    // By reference: two rows that say the same may come from different sources.
    private readonly Dictionary<TRow, IReadOnlyList<string>> _slices = new(ReferenceEqualityComparer.Instance);
    private bool _trainIsWhole = true;

    /// <summary>Reads every file of records, the training file first; problems are kept until <see cref="ThrowIfWrong"/>.</summary>
    public DatasetFiles(RunSpec spec, IReadOnlyDictionary<DatasetRole, string> paths, Func<DatasetSpec, IRowShape<TRow>> shape)
    {
        _spec = spec;
        Rows = All(dataset => Read(paths[dataset.Role], dataset, shape(dataset)));
        Records = Rows.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
    }

    /// <summary>The same of datasets of any kind.</summary>
    public DatasetFiles(RunSpec spec, Func<DatasetSpec, (IReadOnlyList<TRow> Rows, IReadOnlyList<DataProblem> Problems)> read)
    {
        _spec = spec;
        Rows = All(read);
        Records = Rows.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
    }

    /// <summary>The rows by role.</summary>
    public Dictionary<DatasetRole, IReadOnlyList<TRow>> Rows { get; }

    /// <summary>How many rows each file had.</summary>
    public IReadOnlyDictionary<DatasetRole, int> Records { get; }

    /// <summary>The training rows.</summary>
    public IReadOnlyList<TRow> Train => Rows[DatasetRole.Train];

    /// <summary>
    /// Refuses rows with labels that the training rows lack; but not while the training file itself is broken, for then not all of its labels are known.
    /// </summary>
    public void RefuseUnseen(LabelMap labels, string kind, Func<TRow, IEnumerable<string>> labelsOf, Func<TRow, long> numberOf, Func<TRow, string>? fileOf = null)
    {
        if (!_trainIsWhole)
            return;
        foreach (var (role, rows) in Rows)
        {
            foreach (var row in rows)
            {
                foreach (var label in labelsOf(row).Distinct().Where(label => labels.IndexOf(label) is null))
                    Add(role, numberOf(row), $"{kind} '{label}' does not occur in the training rows", "add training rows with it, or correct it", fileOf?.Invoke(row));
            }
        }
    }

    /// <summary>Something is wrong with a dataset.</summary>
    public void Add(DatasetRole role, long row, string message, string hint, string? file = null) =>
        _problems.Add(new DataProblem(file ?? _spec.Datasets.Single(dataset => dataset.Role == role).FileName(), row, message, hint));

    /// <summary>Whether nothing wrong was found so far.</summary>
    public bool IsClean => _problems.Count == 0;

    /// <summary>Ends the run with every problem of every file, before any step is taken.</summary>
    public void ThrowIfWrong()
    {
        if (_problems.Count == 0)
            return;
        var first = _problems[0];
        var more = _problems.Count > 1 ? $" (and {_problems.Count - 1} more)" : "";
        throw new RunFailure(
            ExitCode.InvalidData,
            $"{Place(first)}: {Message(first)}{more}",
            first.Hint ?? "correct the rows",
            [.. _problems.Take(MostProblems).Select(problem => new RunProblem { Place = Place(problem), Message = Message(problem), Hint = problem.Hint })]);
    }

    /// <summary>Holds training rows out for validation where the run asks for it and has no validation file.</summary>
    public void Split(Func<IReadOnlyList<TRow>, double, int, (IReadOnlyList<TRow> Train, IReadOnlyList<TRow> Held)> split)
    {
        if (Rows.ContainsKey(DatasetRole.Validation) || _spec.Preprocessing.ValidationSplit <= 0)
            return;
        (Rows[DatasetRole.Train], Rows[DatasetRole.Validation]) = split(Train, _spec.Preprocessing.ValidationSplit, _spec.Seed);
    }

    /// <summary>The same at random, for rows without classes.</summary>
    public void SplitAtRandom() => Split((rows, share, seed) =>
    {
        var split = TrainTestSplit.Shuffled(rows.Count, share, (uint)seed);
        return ([.. split.Train.Order().Select(i => rows[i])], [.. split.Test.Order().Select(i => rows[i])]);
    });

    /// <summary>Every row as the model reads it; a long row may become several.</summary>
    public IReadOnlyDictionary<DatasetRole, IReadOnlyList<EncodedRow>> Encode(Func<TRow, IEnumerable<EncodedRow>> encode) =>
        Rows.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<EncodedRow>)[.. pair.Value.SelectMany(row => encode(row).Select(encoded => encoded with { Slices = _slices[row] }))]);

    /// <summary>The same, where training rows are encoded in a way of their own.</summary>
    public IReadOnlyDictionary<DatasetRole, IReadOnlyList<EncodedRow>> Encode(Func<DatasetRole, TRow, EncodedRow> encode) =>
        Rows.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<EncodedRow>)[.. pair.Value.Select(row => encode(pair.Key, row) with { Slices = _slices.GetValueOrDefault(row, []) })]);

    private Dictionary<DatasetRole, IReadOnlyList<TRow>> All(Func<DatasetSpec, (IReadOnlyList<TRow> Rows, IReadOnlyList<DataProblem> Problems)> read) =>
        _spec.Datasets.OrderBy(dataset => dataset.Role).ToDictionary(dataset => dataset.Role, dataset =>
        {
            var (rows, problems) = read(dataset);
            _problems.AddRange(problems);
            _trainIsWhole &= dataset.Role != DatasetRole.Train || problems.Count == 0;
            return rows;
        });

    private (IReadOnlyList<TRow> Rows, IReadOnlyList<DataProblem> Problems) Read(string path, DatasetSpec dataset, IRowShape<TRow> shape)
    {
        var problems = new ProblemList(dataset.FileName());
        using var stream = File.OpenRead(path);
        List<TRow> rows = [];
        foreach (var record in FormatOf(dataset.Format).Read(stream, SliceFields.Columns(shape.Columns, _spec.Evaluation.Slices), problems))
        {
            var slices = SliceFields.Read(record, _spec.Evaluation.Slices, problems);
            if (shape.Read(record, problems) is not { } row)
                continue;
            rows.Add(row);
            _slices[row] = slices;
        }

        if (rows.Count == 0 && problems.Count == 0)
            problems.Add(0, "the file has no rows", "give it some");
        return (rows, problems.First);
    }

    private static IDataFormat FormatOf(DatasetFormat format) => format switch
    {
        DatasetFormat.Csv => new CsvFormat(),
        DatasetFormat.Jsonl => new JsonlFormat(),
        DatasetFormat.Json => new JsonFormat(),
        DatasetFormat.Parquet => new ParquetFormat(),
        DatasetFormat.Text => new TextFormat(TextUnit.Paragraph),
        DatasetFormat.Conll => new ConllFormat(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a format"),
    };

    private static string Message(DataProblem problem) => problem.Column is { } column && !problem.Message.Contains($"'{column}'", StringComparison.Ordinal) ? $"{problem.Message} (column '{column}')" : problem.Message;

    private static string Place(DataProblem problem) => problem.Row > 0 ? $"{problem.File}:{problem.Row}" : problem.File;
}
