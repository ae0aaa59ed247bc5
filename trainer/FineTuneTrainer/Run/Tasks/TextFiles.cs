using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>What the tasks that read whole texts share.</summary>
internal static class TextFiles
{
    /// <summary>A dataset's column for a meaning; a column of that name when the run names none.</summary>
    public static string Column(this DatasetSpec dataset, string meaning) => dataset.Columns.GetValueOrDefault(meaning, meaning);

    /// <summary>A text cut to the run's length; its label is set by who knows what it means.</summary>
    public static EncodedRow Encode(string text, RunSpec spec, Tokenizer tokenizer)
    {
        var encoding = tokenizer.Encode(text, spec.Preprocessing.MaxSequenceLength);
        return new EncodedRow(encoding.Ids, encoding.TypeIds, 0);
    }
}
