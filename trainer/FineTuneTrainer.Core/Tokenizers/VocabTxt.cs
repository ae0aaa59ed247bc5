namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>Builds the tokenizer of a model that has no tokenizer.json: one word a line, the line number is the id.</summary>
internal static class VocabTxt
{
    public static BertWordPiece Read(Stream vocabTxt, TokenizerConfig config)
    {
        using var reader = new StreamReader(vocabTxt, leaveOpen: true);
        // Cut at line feeds only: other line separators are words of some vocabularies.
        string[] lines = reader.ReadToEnd().Split('\n');
        int count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        var vocabulary = new Dictionary<string, int>(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++) vocabulary[lines[i].TrimEnd('\r')] = i;

        int Id(string token) => vocabulary.TryGetValue(token, out int id)
            ? id
            : throw new InvalidDataException($"vocab.txt lacks the special token '{token}'.");
        var model = new WordPieceModel(vocabulary, config.Unknown, "##", longestWord: 100);
        var normalizer = new BertNormalizer(true, config.HandleChinese, config.StripAccents ?? config.Lowercase, config.Lowercase);
        string[] special = [config.Unknown, config.Separator, config.Pad, config.Class, config.Mask];
        AddedToken[] added = [.. special.Where(vocabulary.ContainsKey).Distinct().Select(t => AddedToken.Special(vocabulary[t], t))];
        var template = new SingleTemplate([(Id(config.Class), 0)], 0, [(Id(config.Separator), 0)]);
        return new BertWordPiece(model, normalizer.Normalize, added, template, Id(config.Pad));
    }
}
