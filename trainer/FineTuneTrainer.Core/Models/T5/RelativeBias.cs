using FineTuneTrainer.Core.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.T5;

/// <summary>An addend of the scores by distance: exact for near positions, in logarithmic buckets beyond (Raffel et al., arXiv 1910.10683).</summary>
internal sealed class RelativeBias(Parameter table, int buckets, int maxDistance, bool bothWays)
{
    // -> (1, head, query, key)
    public Tensor Of(long past, long queries, long keys)
    {
        var device = table.device;
        var distance = arange(keys, ScalarType.Int64, device).unsqueeze(0) - arange(past, past + queries, ScalarType.Int64, device).unsqueeze(1);
        return EmbeddingRows.Apply(table, Bucket(distance), EmbeddingRows.NoPadding).permute(2, 0, 1).unsqueeze(0);
    }

    private Tensor Bucket(Tensor distance)
    {
        var (count, first) = (buckets, (Tensor?)null);
        if (bothWays)
        {
            count /= 2;
            first = distance.gt(0).to(ScalarType.Int64) * count;
            distance = distance.abs();
        }
        else
        {
            distance = -distance.clamp_max(0);
        }

        var exact = count / 2;
        var far = exact + ((distance.to(ScalarType.Float32) / exact).log() / Math.Log((double)maxDistance / exact) * (count - exact)).to(ScalarType.Int64);
        var bucket = where(distance.lt(exact), distance, far.clamp_max(count - 1));
        return first is null ? bucket : bucket + first;
    }
}
