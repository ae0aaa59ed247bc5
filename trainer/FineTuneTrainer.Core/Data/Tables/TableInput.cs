using System.Globalization;
using FineTuneTrainer.Core.Loop;

namespace FineTuneTrainer.Core.Data.Tables;

/// <summary>A row of a table as a model reads it.</summary>
public sealed class TableInput(float[] numbers) : IDenseInput
{
    /// <inheritdoc/>
    public IReadOnlyList<long> Shape { get; } = [numbers.Length];

    /// <inheritdoc/>
    public float[] Read(Occasion occasion) => numbers;

    /// <summary>The numbers.</summary>
    public override string ToString() => string.Join(' ', numbers.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture)));
}
