namespace FineTuneTrainer.Core.Data;

/// <summary>Collects the first problems of a file and counts the rest.</summary>
internal sealed class ProblemList(string file)
{
    private const int Kept = 50;
    private readonly List<DataProblem> _first = [];

    public IReadOnlyList<DataProblem> First => _first;

    public long Count { get; private set; }

    public void Add(long row, string message, string? hint = null)
    {
        Count++;
        if (_first.Count < Kept) _first.Add(new DataProblem(file, row, message, hint));
    }

    /// <summary>Puts a problem of the whole file in front of those of its rows.</summary>
    public void Insert(string message)
    {
        Count++;
        _first.Insert(0, new DataProblem(file, 0, message, null));
        if (_first.Count > Kept) _first.RemoveAt(Kept);
    }

    /// <summary>Checks one row's values and says whether it can be used.</summary>
    public bool Accept(Row row, bool labeled)
    {
        long before = Count;
        if ((row.Text + row.Label).Contains(RowReader.Undecodable)) Add(row.Number, "invalid UTF-8", "save the file as UTF-8");
        if (string.IsNullOrWhiteSpace(row.Text)) Add(row.Number, "the text is empty");
        if (labeled && string.IsNullOrWhiteSpace(row.Label)) Add(row.Number, "the label is missing");
        return Count == before;
    }
}
