using FineTuneTrainer.Core.Tokenizers.Decoders;
using FineTuneTrainer.Core.Tokenizers.Json;
using FineTuneTrainer.Core.Tokenizers.Models;
using FineTuneTrainer.Core.Tokenizers.Normalizers;
using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.PostProcessors;
using FineTuneTrainer.Core.Tokenizers.PreTokenizers;

namespace FineTuneTrainer.Core.Tokenizers.Files;

/// <summary>Builds tokenizers of models that ship a SentencePiece .model file alone, each family as Hugging Face's converter builds it.</summary>
internal static class SentencePieceFamilies
{
    private const char Mark = '\u2581';
    private const string MarkText = "\u2581";

    public static TokenizerParts Build(SentencePieceFile file, TokenizerConfig config) => config.Class switch
    {
        "LlamaTokenizer" => Llama(file, config),
        "GemmaTokenizer" => Gemma(file, config),
        "T5Tokenizer" => T5(file, config),
        "XLMRobertaTokenizer" => XlmRoberta(file, config),
        "AlbertTokenizer" => Albert(file, config),
        "DebertaV2Tokenizer" => Deberta(file, config),
        var other => throw new InvalidDataException(
            $"tokenizer_config.json: the tokenizer_class '{other ?? "(none)"}' is not known for a SentencePiece model without tokenizer.json; known are "
            + "LlamaTokenizer, GemmaTokenizer, T5Tokenizer, XLMRobertaTokenizer, AlbertTokenizer and DebertaV2Tokenizer."),
    };

    private static TokenizerParts Llama(SentencePieceFile file, TokenizerConfig config)
    {
        bool legacy = config.Flag("legacy") ?? true;
        INormalizer[] old = [new Prepend(MarkText), new Replace(new StringPattern(" "), MarkText)];
        return Bpe(file, config) with
        {
            Normalizers = legacy ? old : [],
            PreTokenizers = legacy ? [] : [new Metaspace(Mark, PrependScheme.First, splits: false)],
            Decoders = [.. Spelled, new StripDecoder(new System.Text.Rune(' '), 1, 0)],
        };
    }

    private static TokenizerParts Gemma(SentencePieceFile file, TokenizerConfig config) => Bpe(file, config) with
    {
        Normalizers = [new Replace(new StringPattern(" "), MarkText)],
        PreTokenizers = [new Split(new StringPattern(" "), SplitBehavior.MergedWithPrevious)],
        Decoders = Spelled,
    };

    private static IDecoder[] Spelled => [new ReplaceDecoder(new StringPattern(MarkText), " "), new ByteFallbackDecoder(), new FuseDecoder()];

    private static TokenizerParts Bpe(SentencePieceFile file, TokenizerConfig config)
    {
        if (file.Kind != SentencePieceFile.Bpe) throw new InvalidDataException($"The SentencePiece model of a {config.Class} must be BPE; its model_type is {file.Kind}.");
        List<(string, double)> pieces = [.. file.Pieces.Select(p => (p.Piece, p.Score))];
        Vocabulary vocabulary = Words(pieces);
        var options = new BpeOptions { UnknownToken = file.UnknownPiece, FusesUnknown = true, ByteFallback = true };
        int? begin = config.Flag("add_bos_token") ?? true ? vocabulary.Required(config.Token("bos_token", "<s>"), "special token") : null;
        int? end = config.Flag("add_eos_token") ?? false ? vocabulary.Required(config.Token("eos_token", "</s>"), "special token") : null;
        return new TokenizerParts
        {
            Added = Added(file, config, vocabulary),
            Model = ModelJson.Bpe(vocabulary, SentencePieceMerges.Of(pieces), options, onBytes: false),
            PostProcessor = new PostProcessor { Single = Around(begin, end, 0), Pair = [.. Around(begin, end, 0), .. Around(begin, end, 1)] },
        };
    }

    private static TokenizerParts T5(SentencePieceFile file, TokenizerConfig config)
    {
        const int ExtraIds = 100;
        List<(string, double)> pieces = [.. file.Pieces.Select(p => (p.Piece, p.Score))];
        for (int i = ExtraIds - 1; i >= 0; i--) pieces.Add(($"<extra_id_{i}>", 0));
        TokenizerParts parts = Unigram(file, config, pieces, file.UnknownId, shift: 0);
        var end = TemplatePart.Special(0, parts.Model.Vocabulary.Required(config.Token("eos_token", "</s>"), "special token"));
        return parts with
        {
            PostProcessor = new PostProcessor { Single = [TemplatePart.Text(0, 0), end], Pair = [TemplatePart.Text(0, 0), end, TemplatePart.Text(1, 0), end] },
        };
    }

    // Its ids are those of fairseq: four special tokens first, so that the others move by one.
    private static TokenizerParts XlmRoberta(SentencePieceFile file, TokenizerConfig config)
    {
        List<(string, double)> pieces = [("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0), .. file.Pieces.Skip(3).Select(p => (p.Piece, p.Score)), ("<mask>", 0)];
        var begin = TemplatePart.Special(0, 0);
        var end = TemplatePart.Special(0, 2);
        TemplatePart[] single = [begin, TemplatePart.Text(0, 0), end];
        return Unigram(file, config, pieces, unknown: 3, shift: 1) with
        {
            PostProcessor = new PostProcessor { Single = single, Pair = [.. single, end, TemplatePart.Text(1, 0), end] },
        };
    }

    private static TokenizerParts Albert(SentencePieceFile file, TokenizerConfig config)
    {
        // A comma behind a digit costs more.
        static bool Dear(string piece) => piece.Length > 1 && piece[^1] == ',' && char.IsDigit(piece[^2]);
        List<(string, double)> pieces = [.. file.Pieces.Select(p => (p.Piece, Dear(p.Piece) ? p.Score - 100 : p.Score))];
        List<INormalizer> steps = [new Replace(new StringPattern("``"), "\""), new Replace(new StringPattern("''"), "\"")];
        if (!(config.Flag("keep_accents") ?? false)) steps.AddRange([new NormalForm(compatible: true, composes: false), new StripAccents()]);
        if (config.Flag("do_lower_case") ?? true) steps.Add(new Lowercase());
        if (file.Charsmap.Length > 0) steps.Add(new Precompiled(file.Charsmap));
        steps.Add(new Replace(new RegexPattern(" {2,}"), " "));
        return Bert(Unigram(file, config, pieces, file.UnknownId, shift: 0) with { Normalizers = steps }, config);
    }

    private static TokenizerParts Deberta(SentencePieceFile file, TokenizerConfig config)
    {
        List<(string, double)> pieces = [.. file.Pieces.Select(p => (p.Piece, p.Score))];
        List<INormalizer> steps = config.Flag("do_lower_case") ?? false ? [new Lowercase()] : [];
        steps.Add(new Strip(left: true, right: true));
        if (file.Charsmap.Length > 0) steps.Add(new Precompiled(file.Charsmap));
        steps.Add(new Replace(new RegexPattern(" {2,}"), " "));
        TokenizerParts parts = Bert(Unigram(file, config, pieces, file.UnknownId, shift: 0) with { Normalizers = steps }, config);
        return config.Flag("split_by_punct") ?? false
            ? parts with { PreTokenizers = [KnownPatterns.Punctuation(SplitBehavior.Isolated), .. parts.PreTokenizers] }
            : parts;
    }

    private static TokenizerParts Bert(TokenizerParts parts, TokenizerConfig config)
    {
        Vocabulary vocabulary = parts.Model.Vocabulary;
        int last = vocabulary.Required(config.Token("sep_token", "[SEP]"), "special token");
        TemplatePart[] single = [TemplatePart.Special(0, vocabulary.Required(config.Token("cls_token", "[CLS]"), "special token")), TemplatePart.Text(0, 0), TemplatePart.Special(0, last)];
        return parts with { PostProcessor = new PostProcessor { Single = single, Pair = [.. single, TemplatePart.Text(1, 1), TemplatePart.Special(1, last)] } };
    }

    private static TokenizerParts Unigram(SentencePieceFile file, TokenizerConfig config, List<(string, double)> pieces, int unknown, int shift)
    {
        if (file.Kind != SentencePieceFile.Unigram) throw new InvalidDataException($"The SentencePiece model of a {config.Class} must be Unigram; its model_type is {file.Kind}.");
        var model = new UnigramModel(pieces, unknown, byteFallback: false);
        List<INormalizer> steps = file.Charsmap.Length > 0 ? [new Precompiled(file.Charsmap)] : [];
        steps.AddRange([new Strip(left: false, right: true), new Replace(new RegexPattern(" {2,}"), MarkText)]);
        return new TokenizerParts
        {
            Added = Added(file, config, model.Vocabulary, shift),
            Normalizers = steps,
            PreTokenizers = [new Metaspace(Mark, PrependScheme.Always, splits: true)],
            Model = model,
            Decoders = [new MetaspaceDecoder(Mark, dropsFirst: true)],
        };
    }

    private static Vocabulary Words(List<(string Piece, double Score)> pieces)
    {
        var ids = new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal);
        for (int id = 0; id < pieces.Count; id++) ids[pieces[id].Piece] = id;
        return new Vocabulary(ids);
    }

    // Control symbols and pieces of the user, the special tokens by their roles, and what the config adds; the config has the last word.
    private static List<AddedToken> Added(SentencePieceFile file, TokenizerConfig config, Vocabulary vocabulary, int shift = 0)
    {
        var added = new Dictionary<int, AddedToken>();
        for (int id = 0; id < file.Pieces.Count; id++)
        {
            (string piece, _, int type) = file.Pieces[id];
            int place = shift == 0 ? id : vocabulary.IdOf(piece);
            if (type is SentencePieceFile.Control or SentencePieceFile.UserDefined && place >= 0)
                added[place] = new AddedToken(place, piece) { Special = type == SentencePieceFile.Control };
        }

        foreach (string token in config.Special.Values.Append(file.UnknownPiece))
            if (vocabulary.IdOf(token) is >= 0 and var id) added[id] = new AddedToken(id, token);
        foreach (AddedToken token in config.Added) added[token.Id] = token;
        return [.. added.Values];
    }

    private static TemplatePart[] Around(int? begin, int? end, int sequence) =>
    [
        .. begin is { } first ? new[] { TemplatePart.Special(sequence, first) } : [],
        TemplatePart.Text(sequence, sequence),
        .. end is { } last ? new[] { TemplatePart.Special(sequence, last) } : [],
    ];
}
