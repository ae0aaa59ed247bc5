using System.Text.Json;
using FineTune.Contract;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Safetensors;
using TestKit;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTuneTrainer.Core.Tests.Models;

/// <summary>Reference models and what Hugging Face computed from them.</summary>
internal static class Golden
{
    public static ClassifierOptions Options(LinearKernelType kernel = LinearKernelType.Native) =>
        new() { Labels = ["a", "b", "c"], Kernel = LinearKernels.Of(kernel) };

    public static SequenceClassifier Model(string path, LinearKernelType kernel = LinearKernelType.Native) =>
        ModelCatalog.LoadClassifier(new GoldenFolder(path.Split('/')), Options(kernel));

    public static Dictionary<string, Tensor> Tensors(string folder, string file) => TensorFile.Read(new GoldenFolder(folder.Split('/')), file);

    public static JsonElement Json(params string[] path) => JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden(path)));

    public static Batch Batch(IReadOnlyDictionary<string, Tensor> tensors) => new(
        tensors["input.input_ids"],
        tensors["input.attention_mask"],
        tensors["input.token_type_ids"],
        tensors["input.labels"],
        (int)tensors["input.attention_mask"].sum().item<long>());

    public static Tensor Loss(SequenceClassifier model, Batch batch) => F.cross_entropy(model.Forward(batch), batch.Labels);

    /// <summary>The model with the head that the case brings.</summary>
    public static SequenceClassifier WithHead(SequenceClassifier model, IReadOnlyDictionary<string, Tensor> tensors)
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
