using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Core.Tokenizers;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>Any number of labels a text; the labels are those of the training rows.</summary>
internal sealed class LabelSetRows : IRunTask
{
    public ModelTask Head => ModelTask.SequenceClassification;

    public ProblemType Problem => ProblemType.MultiLabel;

    public PreparedData Read(RunSpec spec, IReadOnlyDictionary<DatasetRole, string> paths, Tokenizer tokenizer)
    {
        var files = new DatasetFiles<MultiLabelRow>(spec, paths, dataset => new MultiLabelShape(dataset.Column("text"), dataset.Column("labels")));
        var labels = LabelMap.Of(files.Train.SelectMany(row => row.Labels));
        files.RefuseUnseen(labels, "label", row => row.Labels, row => row.Number);
        if (files.IsClean && labels.Count == 0)
            files.Add(DatasetRole.Train, 0, "no row has a label", "name the column that holds the labels in columns.labels");
        files.ThrowIfWrong();
        files.SplitAtRandom();
        return new PreparedData(labels.Labels, files.Encode(row => [TextFiles.Encode(row.Text, spec, tokenizer) with { Values = Values(row, labels) }]), files.Records);
    }

    public ITask With(IReadOnlyList<string> labels) => new MultiLabelTask(labels);

    private static float[] Values(MultiLabelRow row, LabelMap labels)
    {
        var values = new float[labels.Count];
        foreach (var label in row.Labels)
            values[labels.IndexOf(label)!.Value] = 1;
        return values;
    }
}
