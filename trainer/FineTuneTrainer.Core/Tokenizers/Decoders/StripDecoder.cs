using System.Text;

namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>Strip: takes up to so many of one character from either end of every token.</summary>
internal sealed class StripDecoder(Rune content, int start, int stop) : IDecoder
{
    public List<string> Decode(List<string> tokens) => tokens.ConvertAll(Stripped);

    private string Stripped(string token)
    {
        Rune[] runes = [.. token.EnumerateRunes()];
        int from = 0;
        while (from < start && from < runes.Length && runes[from] == content) from++;
        int to = runes.Length;
        while (runes.Length - to < stop && to > from && runes[to - 1] == content) to--;
        return string.Concat(runes[from..to]);
    }
}
