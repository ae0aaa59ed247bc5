using FineTuneTrainer.Core.Kernels;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models;

/// <summary>Activations by the names config.json gives them (transformers' ACT2FN).</summary>
internal static class Activations
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> All = new()
    {
        ["gelu"] = x => F.gelu(x),
        ["gelu_new"] = GeluTanh.Apply,
        ["gelu_pytorch_tanh"] = GeluTanh.Apply,
        ["gelu_fast"] = GeluTanh.Apply,
        ["relu"] = x => F.relu(x),
        ["silu"] = x => F.silu(x),
        ["swish"] = x => F.silu(x),
        ["tanh"] = x => x.tanh(),
    };

    public static string Names { get; } = string.Join(", ", All.Keys);

    public static bool Known(string name) => All.ContainsKey(name);

    public static Func<Tensor, Tensor> Of(string name) => All[name];
}
