using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>One class a text; the classes are those of the training rows.</summary>
internal sealed class ClassRows : IRunTask
{
    public ModelTask Head => ModelTask.SequenceClassification;

    public PreparedData Read(RunSpec spec, IReadOnlyDictionary<DatasetRole, string> paths, Tokenizer tokenizer)
    {
        var files = new DatasetFiles<Row>(spec, paths, dataset => new TextShape(dataset.Column("text"), dataset.Column("label")));
        var labels = LabelMap.Of(files.Train);
        files.RefuseUnseen(labels, "label", row => [row.Label!], row => row.Number);
        if (files.IsClean && labels.Count == 1)
            files.Add(DatasetRole.Train, 0, $"all rows have the one label '{labels.Labels[0]}'", "a classifier needs at least two");
        files.ThrowIfWrong();
        files.Split(StratifiedSplit.Of);
        return new PreparedData(labels.Labels, files.Encode(row => [TextFiles.Encode(row.Text, spec, tokenizer) with { Label = labels.IndexOf(row.Label!)!.Value }]), files.Records);
    }

    public ITask With(IReadOnlyList<string> labels) => new SequenceClassificationTask(labels);
}
