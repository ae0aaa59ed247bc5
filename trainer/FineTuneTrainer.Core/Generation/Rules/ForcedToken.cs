using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation.Rules;

/// <summary>At one place nothing but one token is possible.</summary>
internal sealed class ForcedToken(int token, int length) : ILogitsRule
{
    public void Apply(Tensor scores, IReadOnlyList<long[]> rows)
    {
        if (rows[0].Length != length)
            return;
        scores.fill_(float.NegativeInfinity);
        scores.narrow(1, token, 1).fill_(0);
    }
}
