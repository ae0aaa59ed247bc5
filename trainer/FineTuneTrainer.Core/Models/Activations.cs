using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models;

/// <summary>Activations by the names config.json gives them (transformers' ACT2FN).</summary>
internal static class Activations
{
    private static readonly Dictionary<string, Func<Tensor, Tensor>> All = new()
    {
        ["gelu"] = x => F.gelu(x),
        ["gelu_new"] = GeluTanh,
        ["gelu_pytorch_tanh"] = GeluTanh,
        ["relu"] = x => F.relu(x),
    };

    public static string Names { get; } = string.Join(", ", All.Keys);

    public static bool Known(string name) => All.ContainsKey(name);

    public static Func<Tensor, Tensor> Of(string name) => All[name];

    // 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))
    private static Tensor GeluTanh(Tensor x) => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.pow(3)))).tanh());
}
