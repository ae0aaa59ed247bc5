using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Core.Loop;

/// <summary>Changes a row each time it is shown: masks tokens, for one.</summary>
public interface IRowChange
{
    /// <summary>The row as it is shown on an occasion.</summary>
    EncodedRow Apply(EncodedRow row, Occasion occasion);
}
