using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>What the tasks that read whole texts share.</summary>
internal static class TextFiles
{
    /// <summary>A dataset's column for a meaning; a column of that name when the run names none.</summary>
    public static string Column(this DatasetSpec dataset, string meaning) => dataset.Columns.GetValueOrDefault(meaning, meaning);

    /// <summary>How problems call a dataset: its file's or folder's name.</summary>
    public static string FileName(this DatasetSpec dataset) => Path.GetFileName(dataset.Uri.TrimEnd('/'));

    /// <summary>A text cut to the run's length; its label is set by who knows what it means.</summary>
    public static EncodedRow Encode(string text, RunSpec spec, Tokenizer tokenizer)
    {
        var encoding = tokenizer.Encode(text, spec.Preprocessing.MaxSequenceLength);
        return new EncodedRow(encoding.Ids, encoding.TypeIds, 0);
    }
}
