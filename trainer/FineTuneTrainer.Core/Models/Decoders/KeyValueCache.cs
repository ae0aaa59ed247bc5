using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models.Decoders;

/// <summary>Keys and values of the positions read so far, by layer, so that a generated token costs one position; and an encoder's states.</summary>
internal sealed class KeyValueCache : IDisposable
{
    private const int Growth = 64;

    private readonly Dictionary<string, (Tensor Keys, Tensor Values)> _layers = [];

    /// <summary>Positions read.</summary>
    public long Length { get; private set; }

    /// <summary>What an encoder made of its input (row, position, hidden); null until it has run.</summary>
    public Tensor? Encoded { get; private set; }

    /// <summary>Adds a layer's new keys and values (row, head, position, headDim) and returns all it has.</summary>
    public (Tensor Keys, Tensor Values) Append(string layer, Tensor keys, Tensor values)
    {
        var added = keys.shape[2];
        if (!_layers.TryGetValue(layer, out var kept) || kept.Keys.shape[2] < Length + added)
            kept = Grow(layer, keys, values, Length + added);
        kept.Keys.narrow(2, Length, added).copy_(keys);
        kept.Values.narrow(2, Length, added).copy_(values);
        return (kept.Keys.narrow(2, 0, Length + added), kept.Values.narrow(2, 0, Length + added));
    }

    /// <summary>Keys and values that never change, of a layer that looks at an encoder: made once.</summary>
    public (Tensor Keys, Tensor Values) Once(string layer, Func<(Tensor Keys, Tensor Values)> make)
    {
        if (!_layers.TryGetValue(layer, out var kept))
        {
            kept = make();
            _layers[layer] = (kept.Keys.DetachFromDisposeScope(), kept.Values.DetachFromDisposeScope());
        }

        return kept;
    }

    /// <summary>Keeps the encoder's states.</summary>
    public Tensor Keep(Tensor encoded) => Encoded = encoded.DetachFromDisposeScope();

    /// <summary>Every layer has read this many positions more.</summary>
    public void Advance(long positions) => Length += positions;

    /// <summary>Takes other rows in place of the present ones: a beam goes on from the hypotheses that survived.</summary>
    public void Select(Tensor rows)
    {
        foreach (var (layer, (keys, values)) in _layers.ToList())
        {
            _layers[layer] = (keys.index_select(0, rows).DetachFromDisposeScope(), values.index_select(0, rows).DetachFromDisposeScope());
            keys.Dispose();
            values.Dispose();
        }

        if (Encoded is null)
            return;
        var old = Encoded;
        Encoded = old.index_select(0, rows).DetachFromDisposeScope();
        old.Dispose();
    }

    public void Dispose()
    {
        foreach (var (keys, values) in _layers.Values)
        {
            keys.Dispose();
            values.Dispose();
        }

        _layers.Clear();
        Encoded?.Dispose();
    }

    private (Tensor Keys, Tensor Values) Grow(string layer, Tensor keys, Tensor values, long needed)
    {
        Tensor Room(Tensor like) => empty([like.shape[0], like.shape[1], needed + Growth, like.shape[3]], like.dtype, like.device).DetachFromDisposeScope();
        var grown = (Keys: Room(keys), Values: Room(values));
        if (_layers.TryGetValue(layer, out var old))
        {
            grown.Keys.narrow(2, 0, Length).copy_(old.Keys.narrow(2, 0, Length));
            grown.Values.narrow(2, 0, Length).copy_(old.Values.narrow(2, 0, Length));
            old.Keys.Dispose();
            old.Values.Dispose();
        }

        return _layers[layer] = grown;
    }
}
