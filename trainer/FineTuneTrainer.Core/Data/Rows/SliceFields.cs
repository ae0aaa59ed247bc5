using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>The columns that an evaluation is told apart by, read beside whatever shape a task's rows have.</summary>
public static class SliceFields
{
    /// <summary>What a shape reads, and the slices' columns: a file without one of them is no good.</summary>
    public static Columns Columns(Columns shape, IReadOnlyList<string> slices) => slices.Count == 0 ? shape : shape with { Required = [.. shape.Required.Union(slices)] };

    /// <summary>A record's values, "" where there is none; what is no plain value is a problem.</summary>
    public static IReadOnlyList<string> Read(DataRecord record, IReadOnlyList<string> slices, ProblemList problems)
    {
        if (slices.Count == 0)
            return [];
        var fields = new FieldReader(record, problems);
        return [.. slices.Select(column => fields.OptionalText(column) ?? "")];
    }
}
