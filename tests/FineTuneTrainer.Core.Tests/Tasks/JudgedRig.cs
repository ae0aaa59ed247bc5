using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Linears;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tests.Models;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Tasks;

/// <summary>A small reference model with an untrained head, and rows of many lengths in no order, for any task.</summary>
internal sealed class JudgedRig : IDisposable
{
    public const string SingleLabel = nameof(SingleLabel);
    public const string MultiLabel = nameof(MultiLabel);
    public const string Regression = nameof(Regression);
    public const string Tags = nameof(Tags);
    public const string Masked = nameof(Masked);
    public const string Causal = nameof(Causal);

    private const int Words = 30;

    private static readonly string[] Classes = ["a", "b", "c"];
    private static readonly string[] TagNames = ["B-LOC", "B-PER", "I-LOC", "I-PER", "O"];

    private readonly string _task;

    public JudgedRig(string task, int rows = 23, int seed = 5)
    {
        _task = task;
        manual_seed(seed);
        var (head, problem, labels) = task switch
        {
            SingleLabel => (ModelTask.SequenceClassification, ProblemType.SingleLabel, Classes),
            MultiLabel => (ModelTask.SequenceClassification, ProblemType.MultiLabel, Classes),
            Regression => (ModelTask.SequenceClassification, ProblemType.Regression, ["LABEL_0"]),
            Tags => (ModelTask.TokenClassification, ProblemType.SingleLabel, TagNames),
            Masked => (ModelTask.MaskedLM, ProblemType.SingleLabel, []),
            _ => (ModelTask.CausalLM, ProblemType.SingleLabel, (string[])[]),
        };
        Task = task switch
        {
            SingleLabel => new SequenceClassificationTask(labels),
            MultiLabel => new MultiLabelTask(labels),
            Regression => new RegressionTask(),
            Tags => new TokenClassificationTask(labels),
            _ => new LanguageModelTask(head),
        };
        var folder = new GoldenFolder("models", task == Causal ? "gpt2" : "bert");
        Model = ModelCatalog.Load(folder, new ModelOptions { Task = head, Problem = problem, Labels = labels, Kernel = LinearKernels.Of(LinearKernelType.Native) });
        Spread();
        var random = new Random(seed);
        Rows = [.. Enumerable.Range(0, rows).Select(row => Row(random, row))];
    }

    public ITask Task { get; }

    public TaskModel Model { get; }

    public IReadOnlyList<EncodedRow> Rows { get; }

    public Collation Collation { get; } = new(padId: 0, CPU);

    public Scores Judge(int batchSize) => Task.Evaluate(Model, Collation.InLengthOrder(Rows, batchSize), TestContext.Current.CancellationToken);

    public Scores JudgeAlone(int row) => Task.Evaluate(Model, Collation.InLengthOrder([Rows[row]], 1), TestContext.Current.CancellationToken);

    public void Dispose() => Model.Dispose();

    // A head as it is initialized says the same of all rows: scores of such a model would hide a mix-up.
    private void Spread()
    {
        using var noGrad = no_grad();
        foreach (var (_, parameter) in Model.Parameters.Where(pair => Model.IsHead(pair.Name)))
            parameter.mul_(20).add_(randn_like(parameter) * 0.5);
    }

    private EncodedRow Row(Random random, int row)
    {
        int[] ids = [.. Enumerable.Range(0, random.Next(3, 12)).Select(_ => random.Next(1, Words))];
        var encoded = new EncodedRow(ids, new int[ids.Length], row % Classes.Length);
        return _task switch
        {
            MultiLabel => encoded with { Values = [.. Classes.Select(_ => (float)random.Next(2))] },
            Regression => encoded with { Values = [random.NextSingle()] },
            Tags => encoded with { TokenLabels = [.. ids.Select((_, i) => i % 3 == 2 ? EncodedRow.Ignored : random.Next(TagNames.Length))] },
            Masked => encoded with { TokenLabels = [.. ids.Select((id, i) => i % 3 == 0 ? id : EncodedRow.Ignored)] },
            Causal => encoded with { TokenLabels = ids },
            _ => encoded,
        };
    }
}
