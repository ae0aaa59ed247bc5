using FineTune.Contract;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Models;

/// <summary>What a family builds its network with: the config, the checkpoint's tensors, and the modules that take them by name.</summary>
internal sealed class ModelBuilder(ConfigReader config, ModelOptions options, ParameterTable table)
{
    private readonly List<LinearLayer> _linears = [];

    public ConfigReader Config { get; } = config;

    public ModelOptions Options { get; } = options;

    public ModelTask Task => Options.Task;

    public int Classes => Options.Labels.Count;

    public ParameterTable Table { get; } = table;

    public IReadOnlyList<LinearLayer> Linears => _linears;

    /// <summary>Dropout by its field, unless the run asks for another.</summary>
    public double Dropout(string name, double otherwise) => Options.Dropout ?? Config.Number(name, otherwise);

    /// <summary>A linear layer that methods may adapt.</summary>
    public LinearLayer Linear(string name, int inner, int outer, bool bias = true)
    {
        var layer = Fixed(name, inner, outer, bias);
        _linears.Add(layer);
        return layer;
    }

    /// <summary>GPT-2's Conv1D: a linear layer whose weight is kept as (in, out).</summary>
    public LinearLayer Conv1D(string name, int inner, int outer)
    {
        var layer = new LinearLayer(name, Table.Take($"{name}.weight", inner, outer), Table.Take($"{name}.bias", outer), Options.Kernel, transposed: true);
        _linears.Add(layer);
        return layer;
    }

    /// <summary>A linear layer that methods leave alone.</summary>
    public LinearLayer Fixed(string name, int inner, int outer, bool bias = true) =>
        new(name, Table.Take($"{name}.weight", outer, inner), bias ? Table.Take($"{name}.bias", outer) : null, Options.Kernel);

    /// <summary>A head's linear layer: fresh (normal weight, zero bias) where the checkpoint does not have it in this shape.</summary>
    public LinearLayer Head(string name, int inner, int outer, double deviation, bool bias = true) =>
        new(
            name,
            Table.TakeOrMake($"{name}.weight", [outer, inner], () => normal(0, deviation, [outer, inner])),
            bias ? Table.TakeOrMake($"{name}.bias", [outer], () => zeros(outer)) : null,
            // A head is small, and rounding its logits to bf16 would be seen in the loss.
            LinearKernels.Of(LinearKernelType.Native));

    /// <summary>The product with a table that is tied to the input embeddings, unless the checkpoint has another.</summary>
    public LinearLayer Tied(string name, Parameter weight, string weightName, Parameter? bias = null) =>
        new(name, Table.Tie($"{name}.weight", weightName, weight), bias, Options.Kernel);

    /// <summary>The parameters of LayerNorms, which never decay whatever they are called (GPT-2's <c>ln_1</c>).</summary>
    public HashSet<string> Norms { get; } = [];

    public NormLayer LayerNorm(string name, int size, double eps)
    {
        Norms.Add($"{name}.weight");
        return new(Table.Take($"{name}.weight", size), Table.Take($"{name}.bias", size), eps);
    }

    public RmsNormLayer RmsNorm(string name, int size, double eps, bool aroundOne = false) => new(Table.Take($"{name}.weight", size), eps, aroundOne);

    public ConvolutionLayer Convolution(string name, int channels, int filters, int size, int stride, int padding, bool bias = false) =>
        new(Table.Take($"{name}.weight", filters, channels, size, size), bias ? Table.Take($"{name}.bias", filters) : null, stride, padding);

    /// <summary>A batch norm with its running statistics, which are saved and not trained.</summary>
    public BatchNormLayer BatchNorm(string name, int channels) =>
        new(
            Table.Take($"{name}.weight", channels),
            Table.Take($"{name}.bias", channels),
            Table.Buffer($"{name}.running_mean", [channels], () => zeros(channels)),
            Table.Buffer($"{name}.running_var", [channels], () => ones(channels)),
            Table.Buffer($"{name}.num_batches_tracked", [], () => zeros([], ScalarType.Int64), ScalarType.Int64));

    /// <summary>A head's LayerNorm, fresh where the checkpoint does not have it.</summary>
    public NormLayer HeadNorm(string name, int size, double eps)
    {
        Norms.Add($"{name}.weight");
        return new(Table.TakeOrMake($"{name}.weight", [size], () => ones(size)), Table.TakeOrMake($"{name}.bias", [size], () => zeros(size)), eps);
    }

    /// <summary>The refusal of a task that the family does not do.</summary>
    public ModelIncompatibleException Refusal(string family, params ModelTask[] known) =>
        new([$"{family} models do not do {Task}; they do {string.Join(", ", known)}"]);
}
