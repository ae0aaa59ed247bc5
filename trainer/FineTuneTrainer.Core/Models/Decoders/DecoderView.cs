using FineTuneTrainer.Core.Kernels;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>Where the tokens of one pass of a decoder stand, and which earlier ones each sees.</summary>
internal sealed class DecoderView
{
    private readonly Dictionary<int, AttentionMask> _masks = [];
    private readonly Tensor? _real; // (row, key), true where not padding; null where causality hides all padding
    private readonly Tensor? _documents;
    private readonly long _past;
    private readonly long _queries;
    private readonly ScalarType _type;
    private readonly Device _device;

    public DecoderView(Batch batch, Pass pass, ScalarType type)
    {
        (_past, _queries, _type, _device) = (pass.Cache?.Length ?? 0, batch.Inputs.shape[1], type, batch.Inputs.device);
        _documents = batch.Documents;
        if (batch.HasPadding)
        {
            var real = batch.Mask!.to(ScalarType.Bool);
            var left = !real.select(1, 0).all().item<bool>();
            // Padding on the right lies after every real token: no real token sees it anyway.
            _real = left || pass.Cache is not null ? real : null;
            if (left && batch.Positions is null)
                Positions = (batch.Mask!.cumsum(1) - 1).clamp_min(0).narrow(1, _past, _queries);
        }

        Positions = batch.Positions ?? Positions ?? arange(_past, _past + _queries, ScalarType.Int64, _device).unsqueeze(0);
    }

    /// <summary>Positions (row or 1, query), int64.</summary>
    public Tensor Positions { get; }

    /// <summary>What is seen through a window of this many positions, itself included; null for all before.</summary>
    public AttentionMask Mask(int? window, bool needsValues = false)
    {
        var keys = _past + _queries;
        // A window as wide as the row hides nothing.
        var width = window is { } w && w < keys ? w : 0;
        if (!needsValues && width == 0 && _real is null && _documents is null)
        {
            if (_queries == 1)
                return new AttentionMask(null, Causal: false);
            if (_past == 0)
                return new AttentionMask(null, Causal: true);
        }

        if (!_masks.TryGetValue(width, out var mask))
            _masks[width] = mask = new AttentionMask(Values(width, keys), Causal: false);
        return mask;
    }

    private Tensor Values(int width, long keys)
    {
        var query = arange(_past, keys, ScalarType.Int64, _device).unsqueeze(1);
        var key = arange(keys, ScalarType.Int64, _device).unsqueeze(0);
        var seen = key.le(query); // (query, key)
        if (width > 0)
            seen = seen.logical_and(key.gt(query - width));
        seen = seen.unsqueeze(0).unsqueeze(0);
        if (_real is not null)
            seen = seen.logical_and(_real.unsqueeze(1).unsqueeze(1));
        if (_documents is not null)
            seen = seen.logical_and(_documents.unsqueeze(2).eq(_documents.unsqueeze(1)).unsqueeze(1));
        return zeros(seen.shape, _type, _device).masked_fill(seen.logical_not(), Hidden(_type));
    }

    /// <summary>Finite: a padded query may see nothing at all, and minus infinity would make it NaN.</summary>
    internal static double Hidden(ScalarType type) => type == ScalarType.Float16 ? -65504 : -1e30;
}
