using FineTune.Contract;
using FineTuneTrainer.Core.Data;

namespace FineTuneTrainer.Run;

/// <summary>The rows of every role, read, checked and encoded.</summary>
/// <param name="Labels">The labels by class; empty for language models.</param>
/// <param name="Rows">The encoded rows by role; a role without a dataset has none.</param>
/// <param name="Records">How many rows each dataset's file had.</param>
public sealed record PreparedData(IReadOnlyList<string> Labels, IReadOnlyDictionary<DatasetRole, IReadOnlyList<EncodedRow>> Rows, IReadOnlyDictionary<DatasetRole, int> Records)
{
    /// <summary>Rows to learn from.</summary>
    public IReadOnlyList<EncodedRow> Train => Of(DatasetRole.Train);

    /// <summary>Rows to judge by during training.</summary>
    public IReadOnlyList<EncodedRow> Validation => Of(DatasetRole.Validation);

    /// <summary>Rows to judge by once, at the end.</summary>
    public IReadOnlyList<EncodedRow> Test => Of(DatasetRole.Test);

    private IReadOnlyList<EncodedRow> Of(DatasetRole role) => Rows.GetValueOrDefault(role, []);
}
