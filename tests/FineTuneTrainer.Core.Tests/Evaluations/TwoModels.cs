using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Evaluations;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tests.Validation;

namespace FineTuneTrainer.Core.Tests.Evaluations;

/// <summary>Outcomes of two classifiers on the same made-up rows: the base right every so often, the tuned one nearly always.</summary>
internal sealed class TwoModels
{
    private readonly int _rows;

    public TwoModels(int rows = 60, IReadOnlyList<string>? labels = null)
    {
        _rows = rows;
        Labels = labels ?? ["fruit", "tool", "water"];
        Rows = [.. Enumerable.Range(0, rows).Select(row => new EncodedRow(new int[3 + (row % 9)], new int[3 + (row % 9)], Actual(row)) { Slices = [row % 4 == 0 ? "en" : row % 4 == 1 ? "" : "de"] })];
    }

    public IReadOnlyList<string> Labels { get; }

    public IReadOnlyList<EncodedRow> Rows { get; }

    public IRowOutcomes Base => Outcomes(row => row % 5 == 0);

    public IRowOutcomes Tuned => Outcomes(row => row % 10 != 0);

    public RunSpec Spec => Specs.Valid with { Seed = 5, Evaluation = new EvaluationSpec { Slices = ["language"] } };

    public EvaluationReport Report(IRowOutcomes? before, IRowOutcomes? after) =>
        Evaluation.Of(Spec, Labels, new JudgedRows(Rows, "Test", before, after), TestContext.Current.CancellationToken);

    public IRowOutcomes Outcomes(Func<int, bool> right) => new SequenceClassificationTask(Labels).Outcomes([.. Enumerable.Range(0, _rows).Select(row => Numbers(row, right(row)))]);

    private int Actual(int row) => row % Labels.Count;

    private double[] Numbers(int row, bool right)
    {
        var predicted = right ? Actual(row) : (Actual(row) + 1) % Labels.Count;
        return [right ? 0.1 : 2, 1, predicted, Actual(row), .. Labels.Select((_, label) => label == predicted ? 0.8 : 0.2 / (Labels.Count - 1))];
    }
}
