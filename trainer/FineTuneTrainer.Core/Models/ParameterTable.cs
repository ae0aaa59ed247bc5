using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>
/// Takes a model's tensors out of a checkpoint, collecting every missing key, wrong shape and unused key. Without a checkpoint it
/// makes all of them fresh, or only records names and shapes.
/// </summary>
internal sealed class ParameterTable
{
    private readonly CheckpointSource? _source;
    private readonly bool _fresh;
    private readonly double? _deviation;
    private readonly List<(string Name, Parameter Parameter)> _parameters = [];
    private readonly List<(string Name, Tensor Value)> _buffers = [];
    private readonly Dictionary<string, string> _tied = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _made = [];

    private ParameterTable(CheckpointSource? source, bool fresh, double? deviation) => (_source, _fresh, _deviation) = (source, fresh, deviation);

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> Parameters => _parameters;

    public IReadOnlyList<(string Name, Tensor Value)> Buffers => _buffers;

    public IReadOnlyDictionary<string, string> Tied => _tied;

    /// <summary>Takes from a checkpoint.</summary>
    public static ParameterTable Of(CheckpointSource source) => new(source, false, null);

    /// <summary>Makes every parameter: matrices normal, of this deviation or by their inputs (He et al. 2015), gains one, biases zero.</summary>
    public static ParameterTable Fresh(double? deviation) => new(null, true, deviation);

    /// <summary>Makes placeholders without memory.</summary>
    public static ParameterTable Outline() => new(null, false, null);

    public bool Has(string name) => _source?.Find(name) is not null;

    /// <summary>Brings the checkpoint's names to the model's.</summary>
    public void Rename(Func<string, string> rename) => _source?.Rename(rename);

    /// <summary>Takes a key of an exact shape.</summary>
    public Parameter Take(string name, params long[] shape) => Add(name, Read(name, shape) ?? (_fresh ? Initial(name, shape) : Placeholder(shape)));

    /// <summary>Takes a key, or makes it with the given initializer where the checkpoint does not have it in this shape: a head for new labels.</summary>
    public Parameter TakeOrMake(string name, long[] shape, Func<Tensor> make)
    {
        if (_source?.Find(name) is { } entry && entry.Shape.SequenceEqual(shape))
            return Take(name, shape);
        if (_source is null)
            return Add(name, _fresh ? make() : Placeholder(shape));
        _source.Drop(name);
        _made.Add(name);
        return Add(name, make().to(_source.WeightType));
    }

    /// <summary>Takes what is saved and not trained; made where the checkpoint may lack it.</summary>
    public Tensor Buffer(string name, long[] shape, Func<Tensor> make, ScalarType? type = null)
    {
        var value = Has(name) ? Read(name, shape, type) ?? make() : make();
        _buffers.Add((name, value.DetachFromDisposeScope()));
        return value;
    }

    /// <summary>
    /// Shares another parameter. A copy in the checkpoint is dropped, but one that differs is a parameter of its own:
    /// as in transformers 5, the file is believed rather than <c>tie_word_embeddings</c>.
    /// </summary>
    public Parameter Tie(string name, string ownName, Parameter parameter)
    {
        if (_source?.Find(name) is { } entry && entry.Shape.SequenceEqual(parameter.shape))
        {
            using var scope = NewDisposeScope();
            var copy = _source.Read(name);
            if (!copy.eq(parameter.detach()).all().item<bool>())
                return Add(name, copy.MoveToOuterDisposeScope());
        }

        _source?.Drop(name);
        _tied[name] = ownName;
        return parameter;
    }

    /// <summary>Ends taking: throws with every problem.</summary>
    public LoadReport Finish()
    {
        IReadOnlyList<string> unused = _source?.Rest ?? [];
        if (_problems.Count == 0)
            return new LoadReport(_made, unused);
        foreach (var (_, parameter) in _parameters)
            parameter.Dispose();
        foreach (var (_, value) in _buffers)
            value.Dispose();
        if (unused.Count > 0)
            _problems.Add($"the checkpoint has instead: {string.Join(", ", unused.Take(10))}{(unused.Count > 10 ? $", ... ({unused.Count} in all)" : "")}");
        throw new ModelIncompatibleException(_problems);
    }

    private static Tensor Placeholder(long[] shape) => empty(shape, device: new Device(TorchSharp.DeviceType.META));

    private Tensor Initial(string name, long[] shape)
    {
        if (shape.Length < 2)
            return name.EndsWith(".weight", StringComparison.Ordinal) ? ones(shape) : zeros(shape);
        var inputs = shape.Skip(1).Aggregate(1L, (product, size) => product * size);
        return normal(0, _deviation ?? Math.Sqrt(2.0 / inputs), shape);
    }

    // Null without a checkpoint, or with a problem.
    private Tensor? Read(string name, long[] shape, ScalarType? type = null)
    {
        if (_source is null)
            return null;
        if (_source.Find(name) is not { } entry)
            _problems.Add($"{name} is missing from the checkpoint");
        else if (type is null && entry.DType is not (ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16))
            _problems.Add($"{name} has dtype {entry.DType}, a weight is F32, F16 or BF16");
        else if (!entry.Shape.SequenceEqual(shape))
            _problems.Add($"{name} has shape [{string.Join(", ", entry.Shape)}], the config asks for [{string.Join(", ", shape)}]");
        else
            return _source.Read(name, type);
        _source.Drop(name);
        return null;
    }

    private Parameter Add(string name, Tensor tensor)
    {
        var parameter = new Parameter(tensor);
        parameter.DetachFromDisposeScope();
        _parameters.Add((name, parameter));
        return parameter;
    }
}
