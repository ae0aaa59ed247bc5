using System.Text;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>Shows a row's tokens; those that are learned stand in brackets.</summary>
internal static class LearnedTokens
{
    public static string Of(EncodedRow row, Tokenizer tokenizer)
    {
        var text = new StringBuilder();
        var learns = false;
        foreach (var (token, label) in tokenizer.Tokens(row.Ids).Zip(row.TokenLabels!))
        {
            if (learns != label >= 0)
                text.Append(learns ? " ]" : text.Length > 0 ? " [" : "[");
            learns = label >= 0;
            text.Append(text.Length > 0 ? " " : "").Append(token);
        }

        return text.Append(learns ? " ]" : "").ToString();
    }
}
