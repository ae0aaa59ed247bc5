using FineTuneTrainer.Core.Tokenizers.Decoders;
using FineTuneTrainer.Core.Tokenizers.Models;
using FineTuneTrainer.Core.Tokenizers.Normalizers;
using FineTuneTrainer.Core.Tokenizers.PostProcessors;
using FineTuneTrainer.Core.Tokenizers.PreTokenizers;

namespace FineTuneTrainer.Core.Tokenizers.Files;

/// <summary>Builds BERT's tokenizer of a model that has no tokenizer.json: one word a line, the line number is the id.</summary>
internal static class VocabTxt
{
    public static TokenizerParts Read(Stream vocabTxt, TokenizerConfig config)
    {
        using var reader = new StreamReader(vocabTxt, leaveOpen: true);
        // Cut at line feeds only: other line separators are words of some vocabularies.
        string[] lines = reader.ReadToEnd().Split('\n');
        int count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        var ids = new Dictionary<string, int>(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++) ids[lines[i].TrimEnd('\r')] = i;
        var vocabulary = new Vocabulary(ids);

        string unknown = config.Token("unk_token", "[UNK]");
        string[] special = [unknown, config.Token("sep_token", "[SEP]"), config.Token("pad_token", "[PAD]"), config.Token("cls_token", "[CLS]"), config.Token("mask_token", "[MASK]")];
        int last = vocabulary.Required(special[1], "special token");
        int first = vocabulary.Required(special[3], "special token");
        bool lowercase = config.Flag("do_lower_case") ?? true;
        TemplatePart[] single = [TemplatePart.Special(0, first), TemplatePart.Text(0, 0), TemplatePart.Special(0, last)];
        return new TokenizerParts
        {
            Added = [.. special.Where(ids.ContainsKey).Distinct().Select(t => new AddedToken(ids[t], t))],
            Normalizers = [new BertNormalizer(true, config.Flag("tokenize_chinese_chars") ?? true, config.Flag("strip_accents") ?? lowercase, lowercase)],
            PreTokenizers = [CharacterCutter.Bert()],
            Model = new WordPieceModel(vocabulary, unknown, "##", longestWord: 100),
            PostProcessor = new PostProcessor { Single = single, Pair = [.. single, TemplatePart.Text(1, 1), TemplatePart.Special(1, last)] },
            Decoders = [new WordPieceDecoder("##", cleansUp: true)],
        };
    }
}
