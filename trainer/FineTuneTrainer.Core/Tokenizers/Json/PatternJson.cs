using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers.Patterns;

namespace FineTuneTrainer.Core.Tokenizers.Json;

/// <summary>Reads a pattern: <c>{"String": ...}</c> or <c>{"Regex": ...}</c>.</summary>
internal static class PatternJson
{
    public static IPattern Read(JsonElement element)
    {
        JsonElement pattern = element.Need("pattern");
        if (pattern.TextOrNull("String") is { } text) return new StringPattern(text);
        return new RegexPattern(pattern.Text("Regex"));
    }
}
