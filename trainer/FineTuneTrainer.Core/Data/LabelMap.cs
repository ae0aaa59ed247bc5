using System.Globalization;

namespace FineTuneTrainer.Core.Data;

/// <summary>The classes of a classification task in the order of their indices.</summary>
public sealed record LabelMap
{
    private readonly Dictionary<string, int> _indices;

    /// <summary>A map with the labels in the given order.</summary>
    public LabelMap(IReadOnlyList<string> labels)
    {
        Labels = labels;
        _indices = labels.Select((label, index) => (label, index)).ToDictionary(p => p.label, p => p.index, StringComparer.Ordinal);
    }

    /// <summary>The labels; a label's place is its class index.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>How many classes there are.</summary>
    public int Count => Labels.Count;

    /// <summary>The labels that occur in the training rows: by number if all are numbers, else in ordinal order.</summary>
    public static LabelMap Of(IEnumerable<Row> trainRows) => Of(trainRows.Select(r => r.Label).OfType<string>());

    /// <summary>The same of the labels themselves.</summary>
    public static LabelMap Of(IEnumerable<string> trainLabels)
    {
        string[] labels = [.. trainLabels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new LabelMap(labels.All(l => Number(l) is not null) ? [.. labels.OrderBy(l => Number(l))] : labels);
    }

    /// <summary>The label's class index, or null if the map does not know it.</summary>
    public int? IndexOf(string label) => _indices.TryGetValue(label, out int index) ? index : null;

    /// <summary>One problem for each row whose label the map does not know.</summary>
    public IReadOnlyList<DataProblem> Unknown(IEnumerable<Row> rows, string file) =>
        [.. rows.Where(r => r.Label is not null && IndexOf(r.Label) is null).Select(r => new DataProblem(
            file, r.Number, $"label '{r.Label}' does not occur in the training data", $"training labels: {Shown(Labels)}"))];

    /// <summary>Maps hold the same labels in the same order.</summary>
    public bool Equals(LabelMap? other) => other is not null && Labels.SequenceEqual(other.Labels);

    /// <summary>The hash of the labels.</summary>
    public override int GetHashCode() => Labels.Aggregate(0, (hash, label) => HashCode.Combine(hash, label));

    private static decimal? Number(string label) =>
        decimal.TryParse(label, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal n) ? n : null;

    private static string Shown(IReadOnlyList<string> labels) =>
        labels.Count <= 20 ? string.Join(", ", labels) : string.Join(", ", labels.Take(20)) + $" and {labels.Count - 20} more";
}
