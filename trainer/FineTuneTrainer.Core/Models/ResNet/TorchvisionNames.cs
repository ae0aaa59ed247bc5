using System.Text.RegularExpressions;

namespace FineTuneTrainer.Core.Models.ResNet;

/// <summary>torchvision's names of a ResNet, brought to transformers'.</summary>
internal static partial class TorchvisionNames
{
    public static string Normalize(string name)
    {
        if (name.StartsWith("conv1.", StringComparison.Ordinal))
            return $"resnet.embedder.embedder.convolution.{Last(name)}";
        if (name.StartsWith("bn1.", StringComparison.Ordinal))
            return $"resnet.embedder.embedder.normalization.{Last(name)}";
        if (name.StartsWith("fc.", StringComparison.Ordinal))
            return $"classifier.1.{Last(name)}";
        var match = Layer().Match(name);
        if (!match.Success)
            return name;
        var prefix = $"resnet.encoder.stages.{int.Parse(match.Groups["stage"].Value) - 1}.layers.{match.Groups["layer"].Value}";
        var (part, index) = (match.Groups["part"].Value, int.Parse(match.Groups["index"].Value));
        return part switch
        {
            "conv" => $"{prefix}.layer.{index - 1}.convolution.{Last(name)}",
            "bn" => $"{prefix}.layer.{index - 1}.normalization.{Last(name)}",
            _ => $"{prefix}.shortcut.{(index == 0 ? "convolution" : "normalization")}.{Last(name)}",
        };
    }

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"^layer(?<stage>\d+)\.(?<layer>\d+)\.(?<part>conv|bn|downsample\.)(?<index>\d+)\.\w+$")]
    private static partial Regex Layer();
}
