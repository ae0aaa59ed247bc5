using FineTune.Contract;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>A number a text.</summary>
internal sealed class NumberRows : IRunTask
{
    public ModelTask Head => ModelTask.SequenceClassification;

    public ProblemType Problem => ProblemType.Regression;

    public PreparedData Read(RunSpec spec, IReadOnlyDictionary<DatasetRole, string> paths, Tokenizer tokenizer)
    {
        var files = new DatasetFiles<ScoredRow>(spec, paths, dataset => new ScoredShape(dataset.Column("text"), dataset.Column("label")));
        foreach (var (role, rows) in files.Rows)
        {
            foreach (var row in rows.Where(row => !float.IsFinite((float)row.Score)))
                files.Add(role, row.Number, $"label '{row.Score}' is too large", "a model learns numbers up to 3.4e38; scale the labels");
        }

        files.ThrowIfWrong();
        files.SplitAtRandom();
        return new PreparedData(With([]).Labels, files.Encode(row => [TextFiles.Encode(row.Text, spec, tokenizer) with { Values = [(float)row.Score] }]), files.Records);
    }

    public ITask With(IReadOnlyList<string> labels) => new RegressionTask();
}
