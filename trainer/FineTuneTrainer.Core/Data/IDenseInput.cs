using FineTuneTrainer.Core.Loop;

namespace FineTuneTrainer.Core.Data;

/// <summary>A row of numbers. An image is read anew each time it is shown, so that memory holds a batch and not a dataset.</summary>
public interface IDenseInput
{
    /// <summary>The sizes, without the row's: (column), or (channel, height, width); the same for every row of a run.</summary>
    IReadOnlyList<long> Shape { get; }

    /// <summary>The numbers as they are shown on an occasion, row-major.</summary>
    float[] Read(Occasion occasion);
}
