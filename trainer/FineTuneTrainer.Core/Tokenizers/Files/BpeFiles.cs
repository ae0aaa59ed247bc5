using System.Text.Json;
using FineTuneTrainer.Core.Folders;
using FineTuneTrainer.Core.Tokenizers.Decoders;
using FineTuneTrainer.Core.Tokenizers.Json;
using FineTuneTrainer.Core.Tokenizers.Models;
using FineTuneTrainer.Core.Tokenizers.Normalizers;
using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.PostProcessors;
using FineTuneTrainer.Core.Tokenizers.PreTokenizers;

namespace FineTuneTrainer.Core.Tokenizers.Files;

/// <summary>Builds byte-level BPE tokenizers of models that ship vocab.json and merges.txt.</summary>
internal static class BpeFiles
{
    private const string Qwen = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public static TokenizerParts Build(IReadableFolder folder, TokenizerConfig config)
    {
        Vocabulary vocabulary = Words(folder);
        List<AddedToken> added = Added(vocabulary, config);
        bool prefix = config.Flag("add_prefix_space") ?? false;
        bool isQwen = config.Class == "Qwen2Tokenizer";
        IPreTokenizer[] cutters = isQwen ? [new Split(new RegexPattern(Qwen), SplitBehavior.Isolated)] : Gpt2(prefix);
        PostProcessor post = config.Class switch
        {
            "GPT2Tokenizer" => Gpt2(vocabulary, added, config),
            "RobertaTokenizer" or "BartTokenizer" => Roberta(vocabulary, added, config, prefix),
            "Qwen2Tokenizer" => new PostProcessor(),
            var other => throw new InvalidDataException(
                $"tokenizer_config.json: the tokenizer_class '{other ?? "(none)"}' is not known for vocab.json and merges.txt without tokenizer.json; "
                + "known are GPT2Tokenizer, RobertaTokenizer, BartTokenizer and Qwen2Tokenizer."),
        };
        IModel model = ModelJson.Bpe(vocabulary, Merges(folder), new BpeOptions(), onBytes: true);
        return new TokenizerParts
        {
            Added = added,
            Normalizers = isQwen ? [new NormalForm(compatible: false, composes: true)] : [],
            PreTokenizers = model is ByteBpeModel ? cutters : [.. cutters, new ByteLevelAlphabet()],
            Model = model,
            PostProcessor = post,
            Decoders = [new ByteLevelDecoder()],
        };
    }

    private static IPreTokenizer[] Gpt2(bool prefix) => prefix ? [new ByteLevelPrefix(), KnownPatterns.Gpt2()] : [KnownPatterns.Gpt2()];

    private static PostProcessor Gpt2(Vocabulary vocabulary, List<AddedToken> added, TokenizerConfig config)
    {
        if (!(config.Flag("add_bos_token") ?? false)) return new PostProcessor();
        int begin = Id(vocabulary, added, config.Token("bos_token", "<|endoftext|>"));
        TemplatePart[] single = [TemplatePart.Special(0, begin), TemplatePart.Text(0, 0)];
        return new PostProcessor { Single = single, Pair = [.. single, TemplatePart.Special(1, begin), TemplatePart.Text(1, 1)] };
    }

    private static PostProcessor Roberta(Vocabulary vocabulary, List<AddedToken> added, TokenizerConfig config, bool prefix)
    {
        var end = TemplatePart.Special(0, Id(vocabulary, added, config.Token("sep_token", "</s>")));
        TemplatePart[] single = [TemplatePart.Special(0, Id(vocabulary, added, config.Token("cls_token", "<s>"))), TemplatePart.Text(0, 0), end];
        return new PostProcessor
        {
            Single = single,
            Pair = [.. single, end, TemplatePart.Text(1, 0), end],
            Trim = config.Flag("trim_offsets") ?? true ? new OffsetTrim(prefix) : null,
        };
    }

    private static int Id(Vocabulary vocabulary, List<AddedToken> added, string token) =>
        added.Find(t => t.Content == token)?.Id ?? vocabulary.Required(token, "special token");

    private static Vocabulary Words(IReadableFolder folder)
    {
        using Stream stream = folder.OpenRead("vocab.json");
        using JsonDocument document = JsonParts.Parse(stream, "vocab.json");
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new InvalidDataException("vocab.json is not a JSON object.");
        return ModelJson.Words(document.RootElement);
    }

    private static IEnumerable<(string, string)> Merges(IReadableFolder folder)
    {
        using Stream stream = folder.OpenRead("merges.txt");
        using var reader = new StreamReader(stream);
        // Cut at line feeds only: other line separators stand inside of merges.
        foreach (string line in reader.ReadToEnd().Split('\n'))
        {
            string merge = line.TrimEnd('\r');
            if (merge.Length == 0 || merge.StartsWith("#version", StringComparison.Ordinal)) continue;
            int space = merge.IndexOf(' ');
            yield return space > 0 ? (merge[..space], merge[(space + 1)..]) : throw new InvalidDataException($"merges.txt: the line '{merge}' has no two parts.");
        }
    }

    private static List<AddedToken> Added(Vocabulary vocabulary, TokenizerConfig config)
    {
        var added = config.Added.ToDictionary(t => t.Content);
        foreach (string token in config.Special.Values)
            if (!added.ContainsKey(token) && vocabulary.IdOf(token) is >= 0 and var id) added[token] = new AddedToken(id, token) { StripsLeft = token == config.Special.GetValueOrDefault("mask_token") };
        return [.. added.Values];
    }
}
