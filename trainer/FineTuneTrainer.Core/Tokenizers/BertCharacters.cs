namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>The kinds of characters that BERT's normalizer and pre-tokenizer tell apart.</summary>
internal static class BertCharacters
{
    private static readonly CodePointSet PunctuationSet = new(BertTables.Punctuation);
    private static readonly CodePointSet RemovedSet = new("0 " + BertTables.Removed);
    private static readonly CodePointSet AccentSet = new(BertTables.Accents);
    private static readonly CodePointSet WhiteSpaceSet = new("9-D 20 85 A0 1680 2000-200A 2028-2029 202F 205F 3000");

    // 2B920 is the library's own reading; BERT's first code began there at 2B820.
    private static readonly CodePointSet ChineseSet = new("3400-4DBF 4E00-9FFF F900-FAFF 20000-2A6DF 2A700-2B81F 2B920-2CEAF 2F800-2FA1F");

    public static bool IsPunctuation(int c) => PunctuationSet.Contains(c);

    public static bool IsRemovedByCleaning(int c) => RemovedSet.Contains(c);

    public static bool IsAccent(int c) => AccentSet.Contains(c);

    public static bool IsWhiteSpace(int c) => WhiteSpaceSet.Contains(c);

    public static bool IsChinese(int c) => ChineseSet.Contains(c);
}
