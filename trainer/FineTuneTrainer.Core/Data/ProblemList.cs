namespace FineTuneTrainer.Core.Data;

/// <summary>Collects the first problems of a file and counts the rest.</summary>
public sealed class ProblemList(string file)
{
    private const int Kept = 50;
    private readonly List<DataProblem> _first = [];

    /// <summary>The first fifty problems.</summary>
    public IReadOnlyList<DataProblem> First => _first;

    /// <summary>How many there were in all.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a problem of a row, or with row 0 of the file.</summary>
    public void Add(long row, string message, string? hint = null, string? column = null)
    {
        Count++;
        if (_first.Count < Kept) _first.Add(new DataProblem(file, row, message, hint) { Column = column });
    }

    /// <summary>Puts a problem of the whole file in front of those of its rows.</summary>
    public void Insert(string message, string? hint = null)
    {
        Count++;
        _first.Insert(0, new DataProblem(file, 0, message, hint));
        if (_first.Count > Kept) _first.RemoveAt(Kept);
    }
}
