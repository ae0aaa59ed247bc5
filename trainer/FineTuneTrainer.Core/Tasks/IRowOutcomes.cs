namespace FineTuneTrainer.Core.Tasks;

/// <summary>
/// What each row of an evaluation came to, as few numbers a row: enough for every metric of any subset of the rows (a slice, a resample), without
/// logits. Row i is row i of the dataset's encoded rows.
/// </summary>
public interface IRowOutcomes
{
    /// <summary>How many rows were judged.</summary>
    int Count => Numbers.Count;

    /// <summary>The numbers themselves, a list a row; from them <see cref="ITask.Outcomes"/> makes the same outcomes again.</summary>
    IReadOnlyList<double[]> Numbers { get; }

    /// <summary>The metrics over some rows, one as often as it is named; a metric that these rows leave undefined is absent, but for the loss.</summary>
    IReadOnlyDictionary<string, double> Score(IReadOnlyList<int> rows);

    /// <summary>One metric over some rows, NaN where undefined; cheaper than all of them where a task says so.</summary>
    double Score(IReadOnlyList<int> rows, string metric) => Score(rows).GetValueOrDefault(metric, double.NaN);

    /// <summary>Each class's, label's or entity type's scores over some rows; none for numbers and language.</summary>
    IReadOnlyList<ClassScore> Classes(IReadOnlyList<int> rows) => [];

    /// <summary>Rows by true class, columns by predicted one; empty unless each row has one class.</summary>
    IReadOnlyList<IReadOnlyList<long>> Confusion(IReadOnlyList<int> rows) => [];
}
