using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.DebertaV2;

/// <summary>Query minus key, near ones as they are, far ones in logarithmic buckets (DeBERTa v2's <c>make_log_bucket_position</c>).</summary>
internal static class Distances
{
    // -> (query, key), int64, between -span and span
    public static Tensor Of(long length, DebertaConfig config, Device device)
    {
        var positions = arange(length, ScalarType.Int64, device);
        var distance = positions.unsqueeze(1) - positions.unsqueeze(0);
        if (!config.Bucketed)
            return distance;
        var middle = config.Span / 2;
        var far = where(distance.abs().lt(middle), full_like(distance, middle - 1), distance.abs());
        var bucket = ((far.to(ScalarType.Float32) / middle).log() / Math.Log((double)(config.MaxDistance - 1) / middle) * (middle - 1)).ceil() + middle;
        return where(far.le(middle), distance, (bucket * distance.sign()).to(ScalarType.Int64));
    }
}
