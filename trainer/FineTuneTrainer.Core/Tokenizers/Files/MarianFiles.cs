using System.Text.Json;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Tokenizers.Decoders;
using FineTuneTrainer.Core.Tokenizers.Json;
using FineTuneTrainer.Core.Tokenizers.Models;
using FineTuneTrainer.Core.Tokenizers.Normalizers;
using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.PostProcessors;
using FineTuneTrainer.Core.Tokenizers.PreTokenizers;

namespace FineTuneTrainer.Core.Tokenizers.Files;

/// <summary>Builds Marian's tokenizers: one SentencePiece model for each side of a translation, and one vocabulary of ids for both.</summary>
internal static class MarianFiles
{
    /// <summary>Whether a folder holds them.</summary>
    public static bool Are(IReadableFolder folder) =>
        folder.Names.Contains("source.spm") && folder.Names.Contains("target.spm") && folder.Names.Contains("vocab.json");

    /// <summary>The tokenizer of the side that the model reads, or of the one that it writes.</summary>
    public static TokenizerParts Build(IReadableFolder folder, TokenizerConfig config, bool target)
    {
        if (config.Flag("separate_vocabs") ?? false) throw new InvalidDataException("tokenizer_config.json: 'separate_vocabs' true is not supported.");
        Vocabulary vocabulary = Words(folder);
        int unknown = vocabulary.Required(config.Token("unk_token", "<unk>"), "unknown token");
        string end = config.Token("eos_token", "</s>");
        string[] special = [end, config.Token("unk_token", "<unk>"), config.Token("pad_token", "<pad>"), .. vocabulary.Ids.Keys.Where(IsLanguage)];
        using Stream stream = folder.OpenRead(target ? "target.spm" : "source.spm");
        var file = SentencePieceFile.Read(stream);
        var pieces = new UnigramModel([.. file.Pieces.Select(p => (p.Piece, p.Score))], file.UnknownId, byteFallback: false);
        var last = TemplatePart.Special(0, vocabulary.Required(end, "special token"));
        return new TokenizerParts
        {
            Added = [.. special.Where(t => vocabulary.IdOf(t) >= 0).Distinct().Select(t => new AddedToken(vocabulary.IdOf(t), t))],
            Normalizers = [new SentencePieceNormalizer(file.Charsmap)],
            PreTokenizers = [new Split(new StringPattern("\u2581"), SplitBehavior.MergedWithNext)],
            Model = new RenamedModel(pieces, vocabulary, unknown),
            PostProcessor = new PostProcessor { Single = [TemplatePart.Text(0, 0), last], Pair = [TemplatePart.Text(0, 0), TemplatePart.Text(1, 0), last] },
            Decoders = [new MetaspaceDecoder('\u2581', dropsFirst: true)],
        };
    }

    // The language to translate into, such as >>fra<<.
    private static bool IsLanguage(string word) => word.Length > 4 && word.StartsWith(">>", StringComparison.Ordinal) && word.EndsWith("<<", StringComparison.Ordinal);

    private static Vocabulary Words(IReadableFolder folder)
    {
        using Stream stream = folder.OpenRead("vocab.json");
        using JsonDocument document = JsonParts.Parse(stream, "vocab.json");
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new InvalidDataException("vocab.json is not a JSON object.");
        return ModelJson.Words(document.RootElement);
    }
}
