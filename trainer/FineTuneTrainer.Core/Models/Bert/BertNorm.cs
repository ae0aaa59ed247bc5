using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Models.Bert;

/// <summary>BERT's LayerNorm.</summary>
internal static class BertNorm
{
    public static (Parameter Weight, Parameter Bias) Take(ParameterTable table, string name, int size) =>
        (table.Take($"{name}.weight", size), table.Take($"{name}.bias", size));

    public static Tensor Apply(Tensor x, (Parameter Weight, Parameter Bias) norm, BertConfig config) =>
        F.layer_norm(x, [config.HiddenSize], norm.Weight, norm.Bias, config.LayerNormEps);
}
