namespace FineTuneTrainer.Core.Tokenizers;

/// <summary>Turns text into the ids a model was trained on.</summary>
public interface ITokenizer
{
    /// <summary>The id that fills short rows up.</summary>
    int PadId { get; }

    /// <summary>Encodes one text with its special tokens, cut on the right to <paramref name="maxLength"/> ids, special tokens included.</summary>
    Encoding Encode(string text, int maxLength);

    /// <summary>The vocabulary's words behind the ids.</summary>
    IReadOnlyList<string> Tokens(IReadOnlyList<int> ids);
}
