using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Safetensors;
using FineTuneTrainer.Core.Tasks;
using TestKit;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>Reference models and what Hugging Face computed from them.</summary>
internal static class Golden
{
    public static ModelOptions Options(LinearKernelType kernel = LinearKernelType.Native) =>
        new() { Labels = ["a", "b", "c"], Kernel = LinearKernels.Of(kernel) };

    public static TaskModel Model(string path, LinearKernelType kernel = LinearKernelType.Native) =>
        ModelCatalog.Load(new GoldenFolder(path.Split('/')), Options(kernel));

    public static Dictionary<string, Tensor> Tensors(string folder, string file) => TensorFile.Read(new GoldenFolder(folder.Split('/')), file);

    public static JsonElement Json(params string[] path) => JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden(path)));

    /// <summary>The batch that a case keeps under a prefix.</summary>
    public static Batch Batch(IReadOnlyDictionary<string, Tensor> tensors, string prefix = "input")
    {
        var mask = tensors.GetValueOrDefault($"{prefix}.attention_mask");
        var inputs = tensors.GetValueOrDefault($"{prefix}.input_ids") ?? tensors[$"{prefix}.pixel_values"];
        // Spans are stored as two tensors.
        var labels = tensors.GetValueOrDefault($"{prefix}.labels") ?? stack([tensors[$"{prefix}.start_positions"], tensors[$"{prefix}.end_positions"]], 1);
        return new Batch(inputs, labels, mask is null ? (int)inputs.shape[0] : (int)mask.sum().item<long>())
        {
            Mask = mask,
            TokenTypeIds = tensors.GetValueOrDefault($"{prefix}.token_type_ids"),
            Positions = tensors.GetValueOrDefault($"{prefix}.position_ids"),
            DecoderIds = tensors.GetValueOrDefault($"{prefix}.decoder_input_ids"),
        };
    }

    public static Tensor Loss(TaskModel model, Batch batch) => TaskLoss.Of(model, model.Forward(batch), batch).Mean;

    /// <summary>The model with the head that the case brings.</summary>
    public static TaskModel WithHead(TaskModel model, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var noGrad = no_grad();
        foreach (var (name, parameter) in model.Parameters)
        {
            if (tensors.TryGetValue($"head.{name}", out var value))
                parameter.copy_(value);
        }

        return model;
    }

    /// <summary>Whether two tensors are the same bit by bit.</summary>
    public static bool Same(Tensor left, Tensor right) => left.shape.SequenceEqual(right.shape) && left.detach().bytes.SequenceEqual(right.detach().bytes);

    public static void Close(Tensor expected, Tensor actual, double tolerance, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = (expected.to(ScalarType.Float64) - actual.detach().to(ScalarType.Float64)).abs().max().item<double>();
        Assert.True(difference <= tolerance, $"{what} differs by {difference:g3}, allowed are {tolerance:g3}");
    }

    /// <summary>Holds a tensor to a share of its reference's largest entry.</summary>
    public static void RelativelyClose(Tensor expected, Tensor actual, double tolerance, string what) =>
        Close(expected, actual, Math.Max(1e-9, tolerance * expected.abs().max().item<float>()), what);
}
