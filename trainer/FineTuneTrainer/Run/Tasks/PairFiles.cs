using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.ChatTemplates;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>Files of prompts with a better and a worse answer.</summary>
internal static class PairFiles
{
    /// <summary>Reads, checks and encodes every file. <paramref name="readsPairs"/>: an encoder's tokenizer may take prompt and answer as its pair of texts.</summary>
    public static PreparedData Read(RunSpec spec, Inputs inputs, PreferenceSpec preference, bool readsPairs, Func<EncodedRow, EncodedRow> finish)
    {
        var tokenizer = inputs.Tokenizer();
        var encoder = new PairEncoder(Chat.FindTemplate(preference.ChatTemplate, inputs), tokenizer, spec.Preprocessing.MaxSequenceLength, readsPairs);
        var files = new DatasetFiles<PreferenceRow>(spec, inputs.Datasets, dataset => new PreferenceShape(dataset.Column("prompt"), dataset.Column("chosen"), dataset.Column("rejected")));
        var encoded = new Dictionary<PreferenceRow, EncodedRow>(ReferenceEqualityComparer.Instance);
        foreach (var (role, rows) in files.Rows)
        {
            foreach (var row in rows)
            {
                if (Encode(row, role, files, encoder) is { } better)
                    encoded[row] = finish(better) with { Rejected = finish(better.Rejected!) };
            }
        }

        files.ThrowIfWrong();
        files.SplitAtRandom();
        return new PreparedData([], files.Encode(row => [encoded[row]]), files.Records) { Tokenizer = tokenizer, Texts = Chat.TextsOf(preference.ChatTemplate) };
    }

    /// <summary>What the tokenizer decides in the config.json of a model from scratch.</summary>
    public static void Complete(JsonObject config, PreparedData data)
    {
        var tokenizer = data.Tokenizer!;
        config.TryAdd("vocab_size", tokenizer.VocabularySize);
        if (PadOf(tokenizer) is { } pad)
            config.TryAdd("pad_token_id", pad);
        if (SpecialTokens.IdOf(tokenizer, "eos_token") is { } end)
            config.TryAdd("eos_token_id", end);
    }

    /// <summary>The padding token, else the one that ends texts; null where there is neither.</summary>
    public static int? PadOf(Tokenizer tokenizer) => SpecialTokens.IdOf(tokenizer, "pad_token") ?? SpecialTokens.IdOf(tokenizer, "eos_token");

    private static EncodedRow? Encode(PreferenceRow row, DatasetRole role, DatasetFiles<PreferenceRow> files, PairEncoder encoder)
    {
        EncodedRow? Answer(string column, IReadOnlyList<Message> answer)
        {
            try
            {
                return encoder.Encode(row.Prompt, answer);
            }
            catch (ChatTemplateException exception)
            {
                files.Add(role, row.Number, $"{column}: {exception.Message}", "correct the row, or the template");
            }
            catch (PairException exception)
            {
                files.Add(role, row.Number, $"{column}: {exception.Message}", exception.Hint);
            }

            return null;
        }

        EncodedRow? better = Answer("chosen", row.Chosen), worse = Answer("rejected", row.Rejected);
        if (better is null || worse is null)
            return null;
        if (!better.Ids.SequenceEqual(worse.Ids))
            return better with { Rejected = worse };
        files.Add(role, row.Number, "chosen and rejected are the same to the model: the same tokens, perhaps because they were cut", "raise preprocessing.maxSequenceLength, or remove the row");
        return null;
    }
}
