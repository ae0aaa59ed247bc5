using FineTuneTrainer.Core.Tokenizers.Unicode;

namespace FineTuneTrainer.Core.Tokenizers.Decoders;

/// <summary>ByteLevel: reads the byte alphabet as UTF-8; a token with other characters stands for its own bytes, what is no UTF-8 becomes U+FFFD.</summary>
internal sealed class ByteLevelDecoder : IDecoder
{
    public List<string> Decode(List<string> tokens)
    {
        List<byte> bytes = [];
        foreach (string token in tokens)
        {
            int before = bytes.Count;
            foreach (char c in token)
            {
                if (ByteAlphabet.TryByte(c, out byte value))
                {
                    bytes.Add(value);
                    continue;
                }

                bytes.RemoveRange(before, bytes.Count - before);
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(token));
                break;
            }
        }

        return [System.Text.Encoding.UTF8.GetString([.. bytes])];
    }
}
