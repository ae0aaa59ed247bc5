using FineTuneTrainer.Core.Tokenizers;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Fills the hidden words of texts for masked language models.</summary>
internal static class HiddenWords
{
    private const int Shown = 5;

    /// <summary>Reads the logits (position, token) of one text: the most probable tokens of each mask.</summary>
    public static Prediction Of(Tokenizer tokenizer, string text, Encoding encoding, Tensor logits)
    {
        var mask = SpecialTokens.IdOf(tokenizer, "mask_token");
        var masks = Enumerable.Range(0, encoding.Ids.Length).Where(position => encoding.Ids[position] == mask)
            .Select(position => Best(tokenizer, logits[position].softmax(0)))
            .ToList();
        var line = masks.Count == 0 ? "no masked word" : string.Join("; ", masks.Select(best => string.Join(' ', best.Select(one => $"{one.Token} {Answers.Text(one.Confidence)}"))));
        return new Prediction($"{line}  <- {text}", new { text, masks });
    }

    private static List<Candidate> Best(Tokenizer tokenizer, Tensor chances)
    {
        var (values, ids) = chances.topk((int)Math.Min(Shown, chances.shape[0]));
        return [.. ids.data<long>().ToArray().Zip(values.data<float>().ToArray(), (id, value) => new Candidate(tokenizer.TokenOf((int)id) ?? "", Answers.Round(value)))];
    }

    private sealed record Candidate(string Token, double Confidence);
}
