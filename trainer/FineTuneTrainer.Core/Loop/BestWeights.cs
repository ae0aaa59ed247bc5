using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Loop;

/// <summary>A copy of the trained weights, and of the statistics that training moves, at the best evaluation so far.</summary>
public sealed class BestWeights(IReadOnlyList<(string Name, Parameter Parameter)> trainable, IReadOnlyList<(string Name, Tensor Value)> buffers) : IDisposable
{
    private readonly IReadOnlyList<(string Name, Tensor Value)> _moving = [.. trainable.Select(pair => (pair.Name, (Tensor)pair.Parameter)), .. buffers];
    private readonly Dictionary<string, Tensor> _copies = [];

    /// <summary>The copies by name; empty until the first <see cref="Keep"/>.</summary>
    public IReadOnlyDictionary<string, Tensor> Copies => _copies;

    /// <summary>Copies the weights as they are now.</summary>
    public void Keep()
    {
        using var scope = no_grad();
        foreach (var (name, value) in _moving)
        {
            if (_copies.TryGetValue(name, out var copy))
                copy.copy_(value); // returns the copy itself: nothing to dispose
            else
                _copies[name] = value.detach().clone().DetachFromDisposeScope();
        }
    }

    /// <summary>Takes copies read from a checkpoint.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> saved)
    {
        foreach (var (name, value) in saved)
        {
            if (_copies.Remove(name, out var old))
                old.Dispose();
            _copies[name] = value.clone().DetachFromDisposeScope();
        }
    }

    /// <summary>Puts the kept weights back into the model.</summary>
    public void Restore()
    {
        using var scope = no_grad();
        foreach (var (name, value) in _moving)
        {
            if (_copies.TryGetValue(name, out var copy))
                value.copy_(copy);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies.Values)
            copy.Dispose();
        _copies.Clear();
    }
}
