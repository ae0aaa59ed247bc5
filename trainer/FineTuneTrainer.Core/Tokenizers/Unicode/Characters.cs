using System.Globalization;

namespace FineTuneTrainer.Core.Tokenizers.Unicode;

/// <summary>The kinds of characters that the tokenizers library tells apart, each by the tables that the library uses for it.</summary>
internal static class Characters
{
    private static readonly byte[] Categories = [.. Enumerable.Range(0, 0x110000).Select(c => (byte)CharUnicodeInfo.GetUnicodeCategory(c))];

    /// <summary>White space, one set everywhere: regular expressions, splitting and trimming.</summary>
    public static CodePointSet WhiteSpace { get; } = new("9-D 20 85 A0 1680 2000-200A 2028-2029 202F 205F 3000");

    /// <summary><c>\w</c> of regular expressions: letters, marks, decimal and letter numbers, connectors, alphabetic symbols, and numbers of Latin-1.</summary>
    public static CodePointSet RegexWord { get; } = Union(Words(), new("B2-B3 B9 BC-BE"));

    /// <summary>What belongs to a word for Whitespace and for added tokens that stand alone: as above, but joiners instead of those numbers.</summary>
    public static CodePointSet Word { get; } = Union(Words(), new("200C-200D"));

    /// <summary>ASCII symbols and general category P of an old Unicode version.</summary>
    public static CodePointSet Punctuation { get; } = new(BertTables.Punctuation);

    /// <summary>Numbers as the pre-tokenizer Digits knows them; the two ranges came with Unicode 17.</summary>
    public static CodePointSet Numeric { get; } = Union(Category(c => c is >= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber), new("11DE0-11DE9 16FF4-16FF6"));

    /// <summary>What BERT's cleaning drops.</summary>
    public static CodePointSet RemovedByBert { get; } = new("0 " + BertTables.Removed);

    /// <summary>Marks that BERT strips as accents.</summary>
    public static CodePointSet BertAccents { get; } = new(BertTables.Accents);

    /// <summary>Marks that the normalizer StripAccents strips: all marks but those of newer Unicode versions.</summary>
    public static CodePointSet Accents { get; } = AllAccents();

    /// <summary>Chinese characters in BERT's sense. 2B920 is the library's own reading; BERT's first code began there at 2B820.</summary>
    public static CodePointSet Chinese { get; } = new("3400-4DBF 4E00-9FFF F900-FAFF 20000-2A6DF 2A700-2B81F 2B920-2CEAF 2F800-2FA1F");

    /// <summary>The code points whose general category passes.</summary>
    public static CodePointSet Category(Func<UnicodeCategory, bool> passes) => CodePointSet.Where(c => passes((UnicodeCategory)Categories[c]));

    private static CodePointSet Union(CodePointSet first, CodePointSet second)
    {
        first.UnionWith(second);
        return first;
    }

    private static CodePointSet Words() => Union(
        Category(c => c is <= UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation),
        new CodePointSet("24B6-24E9 1F130-1F149 1F150-1F169 1F170-1F189"));

    private static CodePointSet AllAccents()
    {
        CodePointSet marks = Category(c => c is >= UnicodeCategory.NonSpacingMark and <= UnicodeCategory.EnclosingMark);
        marks.IntersectWith(new CodePointSet(AccentTable.Kept).Complement());
        return Union(marks, new CodePointSet(AccentTable.Stripped));
    }
}
