namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>Runs the decoders one after the other.</summary>
internal sealed class TokenDecoder(IReadOnlyList<IDecoder>? decoders)
{
    public string Decode(List<string> tokens) =>
        decoders is null ? string.Join(' ', tokens) : string.Concat(decoders.Aggregate(tokens, (list, decoder) => decoder.Decode(list)));
}
