using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Tasks;

/// <summary>A llama of two layers with random weights, and pairs of answers of different lengths.</summary>
internal sealed class PairRig : IDisposable
{
    public const int Pad = 0;
    public const int Pairs = 8;

    private const int Words = 40;

    public PairRig(ModelTask task = ModelTask.CausalLM, int? padTokenId = null)
    {
        manual_seed(3);
        var config = JsonNode.Parse($$"""
            { "model_type": "llama", "vocab_size": {{Words}}, "hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "initializer_range": 0.3 }
            """)!.AsObject();
        if (padTokenId is { } pad)
            config["pad_token_id"] = pad;
        Model = ModelCatalog.Create(config, new ModelOptions
        {
            Task = task,
            Problem = task == ModelTask.SequenceClassification ? ProblemType.Regression : ProblemType.SingleLabel,
            Labels = task == ModelTask.SequenceClassification ? ["LABEL_0"] : [],
            Kernel = LinearKernels.Of(LinearKernelType.Native),
        });
        var random = new Random(5);
        Rows = [.. Enumerable.Range(0, Pairs).Select(_ =>
        {
            int[] prompt = Ids(random, random.Next(1, 6));
            return Answer(random, prompt) with { Rejected = Answer(random, prompt) };
        })];
    }

    public TaskModel Model { get; }

    public IReadOnlyList<EncodedRow> Rows { get; }

    public Collation Collation { get; } = new(Pad, CPU);

    public IEnumerable<Batch> BatchesOf(IReadOnlyList<EncodedRow> rows) => Collation.InLengthOrder(rows, 3);

    /// <summary>Moves every weight a little: the model is no longer the one that was asked.</summary>
    public void Disturb()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        foreach (var (_, parameter) in Model.Parameters)
            parameter.add_(randn_like(parameter) * 0.05);
    }

    /// <summary>An answer's log-probability token by token, from a pass of its own.</summary>
    public double[] LogsOf(EncodedRow answer)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var length = answer.Ids.Length;
        using var batch = new Batch(tensor(answer.Ids.Select(id => (long)id).ToArray(), [1, length]), zeros(1), length);
        var logits = Model.Forward(batch).to(ScalarType.Float64);
        return [.. Enumerable.Range(1, length - 1).Where(at => answer.TokenLabels![at] >= 0).Select(at =>
        {
            var before = logits[0, at - 1].data<double>().ToArray();
            return before[answer.Ids[at]] - Math.Log(before.Sum(Math.Exp));
        })];
    }

    /// <summary>Every weight's gradient after a loss.</summary>
    public float[] Gradients()
    {
        float[] all = [.. Model.Parameters.SelectMany(pair => pair.Parameter.grad?.data<float>().ToArray() ?? [])];
        foreach (var (_, parameter) in Model.Parameters)
            parameter.grad = null;
        return all;
    }

    public void Dispose() => Model.Dispose();

    private static EncodedRow Answer(Random random, int[] prompt)
    {
        int[] answer = Ids(random, random.Next(1, 9)), ids = [.. prompt, .. answer];
        return new EncodedRow(ids, new int[ids.Length], 0) { TokenLabels = [.. Enumerable.Repeat(EncodedRow.Ignored, prompt.Length), .. answer] };
    }

    private static int[] Ids(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(1, Words))];
}
