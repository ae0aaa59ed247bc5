using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Heads;

/// <summary>The heads that decoders share.</summary>
internal static class DecoderHeads
{
    /// <summary>Vocabulary logits a token; tied to the word table or a matrix of its own.</summary>
    public static Head Vocabulary(ModelBuilder build, int hidden, int vocabulary, bool tied, Parameter words, string wordsName, string name = "lm_head", double? cap = null)
    {
        var output = tied ? build.Tied(name, words, wordsName) : build.Fixed(name, hidden, vocabulary, bias: false);
        return new Head([name], (x, _, pass) =>
        {
            var logits = output.Forward(pass.LastOnly ? x.narrow(1, x.shape[1] - 1, 1) : x, pass.Training);
            return cap is { } most ? (logits / most).tanh() * most : logits;
        });
    }

    /// <summary>
    /// Logits of the last token that is not padding, found by its id as transformers does, and by the mask: a model may have no padding id, or another than its tokenizer.
    /// </summary>
    public static Head LastToken(ModelBuilder build, int hidden, int padTokenId, double deviation)
    {
        var score = build.Head("score", hidden, build.Classes, deviation, bias: false);
        return new Head(["score"], (x, batch, pass) =>
        {
            var real = padTokenId >= 0 ? batch.Inputs.ne(padTokenId) : ones_like(batch.Inputs).ne(0);
            if (batch.Mask is { } mask)
                real = real.logical_and(mask.ne(0));
            var last = (arange(x.shape[1], ScalarType.Int64, x.device) * real).argmax(1); // (row)
            var states = x.gather(1, last.view(-1, 1, 1).expand(-1, 1, x.shape[2])).squeeze(1);
            return score.Forward(states, pass.Training);
        });
    }

    /// <summary>Logits a token.</summary>
    public static Head Tokens(ModelBuilder build, int hidden, double deviation, double dropout, string name = "score")
    {
        var score = build.Head(name, hidden, build.Classes, deviation);
        return new Head([name], (x, _, pass) => score.Forward(pass.Drop(x, dropout), pass.Training));
    }
}
