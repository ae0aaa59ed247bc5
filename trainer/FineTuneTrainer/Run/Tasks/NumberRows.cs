using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>A number a text.</summary>
internal sealed class NumberRows : IRunTask
{
    public ModelTask Head => ModelTask.SequenceClassification;

    public ProblemType Problem => ProblemType.Regression;

    public PreparedData Read(RunSpec spec, Inputs inputs)
    {
        var tokenizer = inputs.Tokenizer();
        var files = new DatasetFiles<ScoredRow>(spec, inputs.Datasets, dataset => new ScoredShape(dataset.Column("text"), dataset.Column("label")));
        foreach (var (role, rows) in files.Rows)
        {
            foreach (var row in rows.Where(row => !float.IsFinite((float)row.Score)))
                files.Add(role, row.Number, $"label '{row.Score}' is too large", "a model learns numbers up to 3.4e38; scale the labels");
        }

        files.ThrowIfWrong();
        files.SplitAtRandom();
        return new PreparedData(new RegressionTask().Labels, files.Encode(row => [TextFiles.Encode(row.Text, spec, tokenizer) with { Values = [(float)row.Score] }]), files.Records) { Tokenizer = tokenizer };
    }

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new RegressionTask();

    public string Show(EncodedRow row, PreparedData data) => $"{row.Values![0]}: {data.Tokens(row)}";
}
