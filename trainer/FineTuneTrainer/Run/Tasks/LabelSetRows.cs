using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>Any number of labels a text; the labels are those of the training rows.</summary>
internal sealed class LabelSetRows : IRunTask
{
    public ModelTask Head => ModelTask.SequenceClassification;

    public ProblemType Problem => ProblemType.MultiLabel;

    public PreparedData Read(RunSpec spec, Inputs inputs)
    {
        var tokenizer = inputs.Tokenizer();
        var files = new DatasetFiles<MultiLabelRow>(spec, inputs.Datasets, dataset => new MultiLabelShape(dataset.Column("text"), dataset.Column("labels")));
        var labels = LabelMap.Of(files.Train.SelectMany(row => row.Labels));
        files.RefuseUnseen(labels, "label", row => row.Labels, row => row.Number);
        if (files.IsClean && labels.Count == 0)
            files.Add(DatasetRole.Train, 0, "no row has a label", "name the column that holds the labels in columns.labels");
        files.ThrowIfWrong();
        files.SplitAtRandom();
        return new PreparedData(labels.Labels, files.Encode(row => [TextFiles.Encode(row.Text, spec, tokenizer) with { Values = Values(row, labels) }]), files.Records) { Tokenizer = tokenizer };
    }

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new MultiLabelTask(data.Labels);

    public string Show(EncodedRow row, PreparedData data) => $"{string.Join('|', data.Labels.Where((_, i) => row.Values![i] > 0))}: {data.Tokens(row)}";

    private static float[] Values(MultiLabelRow row, LabelMap labels)
    {
        var values = new float[labels.Count];
        foreach (var label in row.Labels)
            values[labels.IndexOf(label)!.Value] = 1;
        return values;
    }
}
