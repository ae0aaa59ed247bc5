using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>Takes a model's parameters out of a checkpoint, collecting every missing key, wrong shape and unused key.</summary>
public sealed class ParameterTable(Dictionary<string, Tensor> tensors)
{
    private readonly List<(string Name, Parameter Parameter)> _parameters = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _fresh = [];

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters => _parameters;

    /// <summary>Whether the checkpoint has a key.</summary>
    public bool Has(string name) => tensors.ContainsKey(name);

    /// <summary>Takes a key of an exact shape.</summary>
    public Parameter Take(string name, params long[] shape)
    {
        if (!tensors.Remove(name, out var tensor))
        {
            _problems.Add($"{name} is missing from the checkpoint");
            return Add(name, zeros(shape));
        }

        if (tensor.dtype != ScalarType.Float32)
            _problems.Add($"{name} has dtype {tensor.dtype}, a weight is F32, F16 or BF16");
        else if (!tensor.shape.SequenceEqual(shape))
            _problems.Add($"{name} has shape [{string.Join(", ", tensor.shape)}], the config asks for [{string.Join(", ", shape)}]");
        else
            return Add(name, tensor);
        tensor.Dispose();
        return Add(name, zeros(shape));
    }

    /// <summary>Takes a key, or makes it with the given initializer where the checkpoint does not have it in this shape: a head for new labels.</summary>
    public Parameter TakeOrMake(string name, long[] shape, Func<Tensor> make)
    {
        if (tensors.TryGetValue(name, out var tensor) && tensor.shape.SequenceEqual(shape))
            return Take(name, shape);
        if (tensors.Remove(name, out var other))
            other.Dispose();
        _fresh.Add(name);
        return Add(name, make());
    }

    /// <summary>Ends taking: throws with every problem, drops what nobody took.</summary>
    public LoadReport Finish()
    {
        List<string> unused = [.. tensors.Keys.Order(StringComparer.Ordinal)];
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
        tensors.Clear();
        if (_problems.Count == 0)
            return new LoadReport(_fresh, unused);
        foreach (var (_, parameter) in _parameters)
            parameter.Dispose();
        if (unused.Count > 0)
            _problems.Add($"the checkpoint has instead: {string.Join(", ", unused.Take(10))}{(unused.Count > 10 ? $", ... ({unused.Count} in all)" : "")}");
        throw new ModelIncompatibleException(_problems);
    }

    private Parameter Add(string name, Tensor tensor)
    {
        var parameter = new Parameter(tensor);
        parameter.DetachFromDisposeScope();
        _parameters.Add((name, parameter));
        return parameter;
    }
}
