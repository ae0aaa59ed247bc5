using System.Text;
using FineTuneTrainer.Core.Tokenizers.Patterns;

namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>Replace: puts a text in the place of every match, token by token.</summary>
internal sealed class ReplaceDecoder(IPattern pattern, string content) : IDecoder
{
    public List<string> Decode(List<string> tokens) => tokens.ConvertAll(Replaced);

    private string Replaced(string token)
    {
        var result = new StringBuilder();
        int done = 0;
        for (int at = 0; pattern.Find(token, at, out Match match); at = match.Next)
        {
            result.Append(token, done, match.Start - done).Append(content);
            done = match.End;
        }

        return result.Append(token, done, token.Length - done).ToString();
    }
}
