using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Tokenizers.Files;
using FineTuneTrainer.Core.Tokenizers.Json;
using FineTuneTrainer.Core.Tokenizers.Models;

namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>Loads a tokenizer from a model's folder: tokenizer.json decides where it exists, else the older files with tokenizer_config.json.</summary>
public static class TokenizerFiles
{
    private static readonly string[] SentencePieceNames = ["tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "spm.model"];

    /// <summary>Loads the tokenizer. What it cannot do exactly, and files that are wrong, are refused with an <see cref="InvalidDataException"/>.</summary>
    public static Tokenizer Load(IReadableFolder folder) => Load(folder, target: false);

    /// <summary>Loads the tokenizer of what the model writes. Only translation models of Marian have one of its own; for all others it is the same.</summary>
    public static Tokenizer LoadTarget(IReadableFolder folder) => Load(folder, target: true);

    private static Tokenizer Load(IReadableFolder folder, bool target)
    {
        var config = TokenizerConfig.Read(folder);
        TokenizerParts parts = MarianFiles.Are(folder) && !folder.Names.Contains("tokenizer.json") ? MarianFiles.Build(folder, config, target) : Parts(folder, config);
        return new Tokenizer(parts with { PadId = Pad(parts, config), Special = config.Special });
    }

    private static TokenizerParts Parts(IReadableFolder folder, TokenizerConfig config)
    {
        if (folder.Names.Contains("tokenizer.json"))
        {
            using Stream json = folder.OpenRead("tokenizer.json");
            return TokenizerJson.Read(json);
        }

        if (folder.Names.Contains("vocab.txt"))
        {
            using Stream vocabulary = folder.OpenRead("vocab.txt");
            return VocabTxt.Read(vocabulary, config);
        }

        if (folder.Names.Contains("vocab.json") && folder.Names.Contains("merges.txt")) return BpeFiles.Build(folder, config);
        if (SentencePieceNames.FirstOrDefault(folder.Names.Contains) is { } name)
        {
            using Stream pieces = folder.OpenRead(name);
            return SentencePieceFamilies.Build(SentencePieceFile.Read(pieces), config);
        }

        throw new InvalidDataException($"There are no tokenizer files that are known; the folder holds {string.Join(", ", folder.Names)}.");
    }

    // Padding is masked, so any id will do where a model has no padding token; the end of a text is usual.
    private static int Pad(TokenizerParts parts, TokenizerConfig config)
    {
        string[] names = [config.Token("pad_token", "[PAD]"), "<pad>", config.Token("eos_token", "</s>"), config.Token("unk_token", "<unk>")];
        Vocabulary words = parts.Model.Vocabulary;
        return names.Select(n => parts.Added.FirstOrDefault(t => t.Content == n)?.Id ?? words.IdOf(n)).FirstOrDefault(id => id >= 0, 0);
    }
}
