using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>One class a text; the classes are those of the training rows.</summary>
internal sealed class ClassRows : IRunTask
{
    public ModelTask Head => ModelTask.SequenceClassification;

    public PreparedData Read(RunSpec spec, Inputs inputs)
    {
        var tokenizer = inputs.Tokenizer();
        var files = new DatasetFiles<Row>(spec, inputs.Datasets, dataset => new TextShape(dataset.Column("text"), dataset.Column("label")));
        var labels = LabelMap.Of(files.Train);
        files.RefuseUnseen(labels, "label", row => [row.Label!], row => row.Number);
        if (files.IsClean && labels.Count == 1)
            files.Add(DatasetRole.Train, 0, $"all rows have the one label '{labels.Labels[0]}'", "a classifier needs at least two");
        files.ThrowIfWrong();
        files.Split(StratifiedSplit.Of);
        return new PreparedData(labels.Labels, files.Encode(row => [TextFiles.Encode(row.Text, spec, tokenizer) with { Label = labels.IndexOf(row.Label!)!.Value }]), files.Records) { Tokenizer = tokenizer };
    }

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new SequenceClassificationTask(data.Labels);

    public string Show(EncodedRow row, PreparedData data) => $"{data.Labels[row.Label]}: {data.Tokens(row)}";
}
