using FineTune.Contract;
using FineTuneTrainer.Core.Batching;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>Plain texts for language models. A long text becomes several rows: nothing of it is cut off.</summary>
internal sealed class TextRows(ModelTask head) : IRunTask
{
    public ModelTask Head { get; } = head;

    public PreparedData Read(RunSpec spec, Inputs inputs)
    {
        var tokenizer = inputs.Tokenizer();
        var files = new DatasetFiles<Row>(spec, inputs.Datasets, dataset => new TextShape(dataset.Column("text")));
        files.ThrowIfWrong();
        files.SplitAtRandom();
        return new PreparedData([], files.Encode(row => Windows(row.Text, spec.Preprocessing.MaxSequenceLength, tokenizer)), files.Records) { Tokenizer = tokenizer };
    }

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new LanguageModelTask(Head);

    public string Show(EncodedRow row, PreparedData data) => data.Tokens(row);

    public IRowChange? Change(RunSpec spec, PreparedData data, TaskModel model)
    {
        var tokenizer = data.Tokenizer!;
        if (Head != ModelTask.MaskedLM)
            return null;
        var masking = spec.Task.Masking ?? new MaskingSpec();
        var mask = SpecialTokens.IdOf(tokenizer, "mask_token") ?? throw new ModelIncompatibleException(["the tokenizer has no mask_token: this is no model for MaskedLM"]);
        // What stands in for a hidden token must be a word of the model, even where the tokenizer has more.
        var words = Math.Min(tokenizer.VocabularySize, model.Words ?? int.MaxValue);
        return mask < words
            ? new MaskedRows(new TokenMasking(masking.Probability, mask), masking.WholeWord, words, spec.Seed)
            : throw new ModelIncompatibleException([$"the mask_token has id {mask}, the model knows {words} words: tokenizer and model do not belong together"]);
    }

    private IEnumerable<EncodedRow> Windows(string text, int length, Tokenizer tokenizer)
    {
        // A causal model learns where a text ends: room is kept for the token that says so.
        var end = Head == ModelTask.CausalLM ? SpecialTokens.IdOf(tokenizer, "eos_token") : null;
        var encoding = tokenizer.Encode(text, null, new EncodeOptions { Truncation = new Truncation(end is null ? length : length - 1) });
        List<Encoding> windows = [encoding, .. encoding.Overflow];
        // A text of nothing that the tokenizer keeps has no token to learn from.
        return windows.Select((window, i) => Row(window, i == windows.Count - 1 ? end : null)).Where(row => row.Ids.Length > 0);
    }

    private EncodedRow Row(Encoding window, int? end)
    {
        int[] ids = end is { } id && window.Ids.Length > 0 && window.Ids[^1] != id ? [.. window.Ids, id] : window.Ids;
        int[] types = ids.Length == window.Ids.Length ? window.TypeIds : [.. window.TypeIds, window.TypeIds[^1]];
        return new EncodedRow(ids, types, 0) { TokenLabels = ids, Words = Head == ModelTask.MaskedLM ? window.WordIds : null };
    }
}
