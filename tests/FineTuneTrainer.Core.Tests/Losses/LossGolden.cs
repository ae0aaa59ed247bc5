using System.Text.Json;
using FineTuneTrainer.Core.Losses.Preference;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Losses;

/// <summary>Losses and gradients that PyTorch, transformers and TRL computed.</summary>
internal sealed class LossGolden
{
    private const double Tolerance = 1e-6;
    private readonly JsonElement _json;

    public LossGolden(string stem)
    {
        _json = Golden.Json("losses", stem + ".json");
        Tensors = Golden.Tensors("losses", stem + ".safetensors");
    }

    public Dictionary<string, Tensor> Tensors { get; }

    public static TheoryData<string> Names(string stem) => [.. Golden.Json("losses", stem + ".json").GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    public JsonElement Case(string name) => _json.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    /// <summary>Holds a loss and its gradient at the named tensor to the case's, the gradient only where <paramref name="counted"/> is 1.</summary>
    public void Check(string name, string leaf, Func<Tensor, Tensor> loss, Tensor? counted = null)
    {
        Tensor x = Tensors[leaf].detach().clone().requires_grad_(true);
        Tensor value = loss(x);
        value.backward();
        Close(Case(name).GetProperty("loss").GetDouble(), value.item<float>());
        Tensor expected = Tensors[$"gradient.{name}"];
        Golden.RelativelyClose(counted is null ? expected : expected * counted, x.grad!, Tolerance, $"the gradient of {name}");
    }

    public static void Close(double expected, double actual) => Assert.Equal(expected, actual, Tolerance * Math.Max(0.1, Math.Abs(expected)));

    /// <summary>The completions of log-probabilities under the masks, whose column t + 1 goes with column t of the log-probabilities.</summary>
    public CompletionLogs Logs(Tensor logs, bool shifted = true)
    {
        Tensor mask = Tensors["completion_mask"];
        Tensor next = mask.narrow(1, 1, mask.shape[1] - 1);
        return new CompletionLogs(logs * next, (shifted ? next : mask).sum(1).to(ScalarType.Float32));
    }
}
