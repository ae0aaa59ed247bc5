using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers.Patterns;
using FineTuneTrainer.Core.Tokenizers.Unicode;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Tokenizers;

/// <summary>The sets of characters are those that the tokenizers library was asked for one by one.</summary>
public sealed class UnicodeTests
{
    private static readonly JsonElement Golden = JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden("tokenizers", "unicode.json")));

    [Theory]
    [InlineData("\\p{L}")]
    [InlineData("\\p{N}")]
    [InlineData("\\p{P}")]
    [InlineData("\\p{S}")]
    [InlineData("\\p{M}")]
    [InlineData("\\p{Lu}")]
    [InlineData("\\p{Ll}")]
    [InlineData("\\p{Lt}")]
    [InlineData("\\p{Lm}")]
    [InlineData("\\s")]
    [InlineData("\\w")]
    [InlineData("\\d")]
    public void Regular_expressions_know_the_same_characters(string pattern)
    {
        int at = 0;
        AssertSet("regex " + pattern, new RegexSets(pattern).Read(ref at));
    }

    [Fact]
    public void Elements_know_the_same_characters()
    {
        AssertSet("WhitespaceSplit separators", Characters.WhiteSpace);
        AssertSet("Strip trims", Characters.WhiteSpace);
        AssertSet("Punctuation", Characters.Punctuation);
        AssertSet("BertPreTokenizer punctuation", Characters.Punctuation);
        AssertSet("Digits", Characters.Numeric);
        AssertSet("StripAccents removes", Characters.Accents);
        AssertSet("BertNormalizer clean_text removes", Characters.RemovedByBert);
        AssertSet("BertNormalizer handle_chinese_chars spaces round", Characters.Chinese);
    }

    [Fact]
    public void Lower_case_is_the_same()
    {
        var expected = Golden.GetProperty("maps").GetProperty("Lowercase").GetString()!.Split(' ').Select(p => p.Split('>')).ToDictionary(p => CodePointSet.Hex(p[0]), p => CodePointSet.Hex(p[1]));
        int[] wrong = [.. Enumerable.Range(1, 0x10FFFF).Where(c => c is not (>= 0xD800 and < 0xE000) && c != LowerCase.DottedI && LowerCase.Of(c) != expected.GetValueOrDefault(c, c))];
        Assert.Equal([], wrong);
    }

    // Code point 0 and surrogates were not asked.
    private static void AssertSet(string name, CodePointSet actual)
    {
        var expected = new CodePointSet(Golden.GetProperty("sets").GetProperty(name).GetString()!);
        Assert.Equal([], Enumerable.Range(1, 0x10FFFF).Where(c => c is not (>= 0xD800 and < 0xE000) && expected.Contains(c) != actual.Contains(c)).Select(c => $"{c:X}").Take(20));
    }
}
