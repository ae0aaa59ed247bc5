using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Linears;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = FineTuneTrainer.Core.Optimizers.AdamW;

namespace FineTuneTrainer.Core.Models;

/// <summary>A loaded model of any family with the head of a task: parameters by Hugging Face name, and how they make logits.</summary>
public sealed class TaskModel : IDisposable
{
    private readonly Network _network;
    private readonly ModelOptions _options;

    internal TaskModel(string family, JsonObject config, ModelOptions options, Network network)
    {
        (Family, Config, _options, _network) = (family, config, options, network);
    }

    /// <summary>The family, as config.json's <c>model_type</c> names it.</summary>
    public string Family { get; }

    /// <summary>The base model's config.json.</summary>
    public JsonObject Config { get; }

    /// <summary>The head.</summary>
    public ModelTask Task => _options.Task;

    /// <summary>What a classifier's logits mean.</summary>
    public ProblemType Problem => _options.Problem;

    /// <summary>The labels by class; empty for language models.</summary>
    public IReadOnlyList<string> Labels => _options.Labels;

    /// <summary>The architecture as config.json names it.</summary>
    public string Architecture => _network.Architecture;

    /// <summary>Every parameter by its Hugging Face name, in the model's order; a tied one once.</summary>
    public required IReadOnlyList<(string Name, Parameter Parameter)> Parameters { get; init; }

    /// <summary>What is saved and not trained: running statistics, fixed biases.</summary>
    public required IReadOnlyList<(string Name, Tensor Value)> Buffers { get; init; }

    /// <summary>Every linear layer a method may adapt.</summary>
    public required IReadOnlyList<LinearLayer> Linears { get; init; }

    /// <summary>Names that share another parameter: tied name to the parameter's own.</summary>
    public required IReadOnlyDictionary<string, string> Tied { get; init; }

    /// <summary>The weights of LayerNorms, which never decay whatever they are called.</summary>
    public required IReadOnlySet<string> Norms { get; init; }

    /// <summary>What loading found.</summary>
    public required LoadReport Report { get; init; }

    /// <summary>The prefixes of the head's parameters.</summary>
    public IReadOnlyList<string> Heads => _network.Heads;

    /// <summary>The prefixes of what stands between the layers and the head.</summary>
    public IReadOnlyList<string> AboveLayers => _network.AboveLayers;

    /// <summary>The layers: the prefix of each, from the input on.</summary>
    public IReadOnlyList<string> LayerPrefixes => _network.Layers;

    /// <summary>The modules that LoRA adapts when none are named (PEFT's choice for the family).</summary>
    public IReadOnlyList<string> LoraTargets => _network.LoraTargets;

    /// <summary>How many words config.json says the model knows; null where it does not say.</summary>
    public int? Words => Config["vocab_size"] is JsonValue value && value.TryGetValue<int>(out var words) ? words : null;

    /// <summary>The most positions a row may have; null without a limit.</summary>
    public int? MaxPositions => _network.MaxPositions;

    /// <summary>Whether dropout is on.</summary>
    public bool Training { get; set; } = true;

    /// <summary>Whether a parameter belongs to the head.</summary>
    public bool IsHead(string name) => Under(Heads, name);

    /// <summary>Whether a parameter decays: the rule by names, and LayerNorms by type.</summary>
    public bool Decays(string name) => !Norms.Contains(name) && AdamW.Decays(name);

    /// <summary>The logits: (row, class), (row, position, class or token), or for spans (row, position, start|end).</summary>
    public Tensor Forward(Batch batch) => _network.Forward(batch, new Pass(Training));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, parameter) in Parameters)
            parameter.Dispose();
        foreach (var (_, value) in Buffers)
            value.Dispose();
    }

    internal static bool Under(IReadOnlyList<string> prefixes, string name) => prefixes.Any(prefix => name.StartsWith($"{prefix}.", StringComparison.Ordinal));

    internal Tensor Forward(Batch batch, Pass pass) => _network.Forward(batch, pass);
}
