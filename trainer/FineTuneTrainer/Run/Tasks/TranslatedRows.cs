using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Generation;
using FineTuneTrainer.Core.Metrics.Text;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>Texts and what they become, by an encoder-decoder: translations, summaries, answers.</summary>
internal sealed class TranslatedRows(GenerationSpec generation) : IRunTask
{
    public ModelTask Head => ModelTask.Seq2Seq;

    public PreparedData Read(RunSpec spec, Inputs inputs)
    {
        Tokenizer source = inputs.Tokenizer(), target = inputs.TargetTokenizer();
        var files = new DatasetFiles<Seq2SeqRow>(spec, inputs.Datasets, dataset => new Seq2SeqShape(dataset.Column("source"), dataset.Column("target")));
        files.ThrowIfWrong();
        files.SplitAtRandom();
        return new PreparedData([], files.Encode(row => [Row(row, spec.Preprocessing, source, target)]), files.Records)
        {
            Tokenizer = source,
            TargetTokenizer = target,
            Generation = inputs.Generation(),
        };
    }

    /// <summary>The decoder of T5 and Marian begins with the padding token, and every text ends.</summary>
    public void Complete(JsonObject config, PreparedData data)
    {
        var tokenizer = data.Tokenizer!;
        config.TryAdd("vocab_size", Math.Max(tokenizer.VocabularySize, data.TargetTokenizer!.VocabularySize));
        config.TryAdd("pad_token_id", tokenizer.PadId);
        config.TryAdd("decoder_start_token_id", tokenizer.PadId);
        if (SpecialTokens.IdOf(tokenizer, "eos_token") is { } end)
            config.TryAdd("eos_token_id", end);
    }

    public ITask With(RunSpec spec, PreparedData data, TaskModel model)
    {
        var settings = GenerationSettings.Read(model.Config, data.Generation) with { MaxNewTokens = generation.MaxNewTokens, NumBeams = generation.NumBeams };
        return new Seq2SeqTask(data.TargetTokenizer!, settings, Enum.Parse<BleuTokenizer>(generation.BleuTokenizer.ToString()));
    }

    public string Show(EncodedRow row, PreparedData data) => $"{data.Tokens(row)} => {string.Join(' ', data.TargetTokenizer!.Tokens(row.Target!))}";

    private static EncodedRow Row(Seq2SeqRow row, PreprocessingSpec preprocessing, Tokenizer source, Tokenizer target)
    {
        var read = source.Encode(preprocessing.SourcePrefix + row.Source, preprocessing.MaxSequenceLength);
        var written = target.Encode(row.Target, preprocessing.MaxTargetLength ?? preprocessing.MaxSequenceLength);
        return new EncodedRow(read.Ids, read.TypeIds, 0) { Target = written.Ids, Reference = row.Target };
    }
}
