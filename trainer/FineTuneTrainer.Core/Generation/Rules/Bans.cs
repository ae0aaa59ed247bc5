using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Generation.Rules;

/// <summary>Makes tokens impossible.</summary>
internal static class Bans
{
    public static void Set(Tensor scores, IEnumerable<(int Row, long Token)> banned)
    {
        var vocabulary = scores.shape[1];
        long[] places = [.. banned.Where(ban => ban.Token < vocabulary).Select(ban => (ban.Row * vocabulary) + ban.Token)];
        if (places.Length > 0)
            scores.view(-1).index_fill_(0, tensor(places, device: scores.device), float.NegativeInfinity);
    }
}
