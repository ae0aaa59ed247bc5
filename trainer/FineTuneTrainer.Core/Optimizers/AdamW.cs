using System.Text.RegularExpressions;
using FineTuneTrainer.Core.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Optimizers;

/// <summary>AdamW with Hugging Face's two groups: weight decay for all but biases and LayerNorm.</summary>
public sealed partial class AdamW : IDisposable
{
    private readonly IAdamWKernel _kernel;
    private readonly AdamWGroup[] _groups;
    private readonly Dictionary<string, Tensor> _state = [];

    /// <summary>Makes the optimizer with zero moments; which names decay is the rule of <see cref="Decays"/> unless the model knows better.</summary>
    public AdamW(IReadOnlyList<(string Name, Parameter Parameter)> parameters, double beta1, double beta2, double epsilon, double weightDecay, Func<string, bool>? decays = null)
        : this(parameters, beta1, beta2, epsilon, weightDecay, new FusedAdamW(), decays ?? Decays)
    {
    }

    internal AdamW(IReadOnlyList<(string Name, Parameter Parameter)> parameters, double beta1, double beta2, double epsilon, double weightDecay, IAdamWKernel kernel, Func<string, bool> decays)
    {
        _kernel = kernel;
        _groups =
        [
            .. parameters.GroupBy(pair => decays(pair.Name)).OrderByDescending(group => group.Key).Select(group => new AdamWGroup(
                [.. group.Select(pair => (Tensor)pair.Parameter)],
                [.. group.Select(pair => Keep($"{pair.Name}.exp_avg", zeros_like(pair.Parameter, requires_grad: false)))],
                [.. group.Select(pair => Keep($"{pair.Name}.exp_avg_sq", zeros_like(pair.Parameter, requires_grad: false)))],
                [.. group.Select(pair => Keep($"{pair.Name}.step", zeros([], ScalarType.Float32, pair.Parameter.device)))],
                beta1,
                beta2,
                epsilon,
                group.Key ? weightDecay : 0)),
        ];
    }

    /// <summary>Moments and steps by <c>&lt;parameter&gt;.exp_avg | exp_avg_sq | step</c>.</summary>
    public IReadOnlyDictionary<string, Tensor> State => _state;

    /// <summary>Whether a parameter of this name decays: all but biases and norms (transformers' get_decay_parameter_names).</summary>
    public static bool Decays(string name) => !NoDecay().IsMatch(name);

    /// <summary>Updates every parameter from its gradient; parameters without one stand still.</summary>
    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        foreach (var group in _groups)
        {
            var gradients = group.Parameters.Select(parameter => parameter.grad).ToArray();
            if (gradients.All(gradient => gradient is not null))
                _kernel.Step(group, gradients!, learningRate);
            else
                _kernel.Step(Only(group, gradients), [.. gradients.OfType<Tensor>()], learningRate);
        }
    }

    /// <summary>Takes the state of a checkpoint, all of it or (with an exception) nothing.</summary>
    public void LoadState(IReadOnlyDictionary<string, Tensor> saved)
    {
        List<string> wrong = [.. _state.Where(pair => !saved.TryGetValue(pair.Key, out var value) || !value.shape.SequenceEqual(pair.Value.shape)).Select(pair => pair.Key)];
        if (wrong.Count > 0)
            throw new InvalidDataException($"the optimizer's state lacks these tensors or has them in another shape: {string.Join(", ", wrong)}");
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        foreach (var (name, tensor) in _state)
            tensor.copy_(saved[name]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _state.Values)
            tensor.Dispose();
        _state.Clear();
    }

    private static AdamWGroup Only(AdamWGroup group, Tensor?[] gradients)
    {
        Tensor[] Pick(Tensor[] all) => [.. all.Where((_, i) => gradients[i] is not null)];
        return group with { Parameters = Pick(group.Parameters), FirstMoments = Pick(group.FirstMoments), SecondMoments = Pick(group.SecondMoments), Steps = Pick(group.Steps) };
    }

    // The five patterns of get_decay_parameter_names, on lower-case names.
    [GeneratedRegex(@"bias|layernorm|rmsnorm|(?:^|\.)norm(?:$|\.)|_norm(?:$|\.)", RegexOptions.IgnoreCase)]
    private static partial Regex NoDecay();

    private Tensor Keep(string name, Tensor tensor) => _state[name] = tensor.DetachFromDisposeScope();
}
