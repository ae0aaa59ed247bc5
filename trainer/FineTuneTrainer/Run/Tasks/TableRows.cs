using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Data.Rows;
using FineTuneTrainer.Core.Data.Tables;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>One class a row of numbers; the columns are those named, else the training file's. Other files may have them in any order, and more.</summary>
internal sealed class TableRows(IReadOnlyList<string>? features) : IRunTask
{
    public ModelTask Head => ModelTask.TabularClassification;

    public PreparedData Read(RunSpec spec, Inputs inputs)
    {
        // A model that was trained before keeps its columns and what it subtracts from them.
        var known = ProcessorFile.Read(new DiskFolder(inputs.ModelFolder), TableProcessor.Read);
        if (known is not null && features is not null && !known.Features.SequenceEqual(features))
            throw new ModelIncompatibleException([$"the model reads the columns {string.Join(", ", known.Features)}; task.features names {string.Join(", ", features)}"]);
        TabularShape? train = null;
        var files = new DatasetFiles<TabularRow>(spec, inputs.Datasets, dataset =>
        {
            var shape = new TabularShape(dataset.Column("label"), known?.Features ?? features ?? train?.Features, spec.Evaluation.Slices);
            train ??= shape;
            return shape;
        });
        var labels = LabelMap.Of(files.Train.Select(row => row.Label));
        files.RefuseUnseen(labels, "label", row => [row.Label], row => row.Number);
        RefuseNothingToLearn(files, labels, train!.Features ?? []);
        files.ThrowIfWrong();
        files.Split((rows, share, seed) => StratifiedSplit.Of(rows, row => row.Label, share, seed));
        var processor = known ?? TableProcessor.Of(train.Features!, files.Train);
        RefuseTooLarge(files, processor);
        files.ThrowIfWrong();
        if (spec.Model.Scratch is null)
            Complete(ModelCatalog.ReadConfig(new DiskFolder(inputs.ModelFolder)), processor.Features.Count);
        var rows = files.Encode((_, row) => new EncodedRow([], [], labels.IndexOf(row.Label)!.Value) { Dense = new TableInput(processor.Apply(row.Features)) });
        return new PreparedData(labels.Labels, rows, files.Records) { Processors = new Dictionary<string, JsonObject> { [ProcessorFile.Name] = processor.Write() } };
    }

    public void Complete(JsonObject config, PreparedData data) => Complete(config, data.Train[0].Dense!.Shape[0]);

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new SequenceClassificationTask(data.Labels);

    public string Show(EncodedRow row, PreparedData data) => $"{data.Labels[row.Label]}: {row.Dense}";

    private static void Complete(JsonObject config, long columns) => InputSize.Complete(config, columns, $"{columns} feature columns");

    private static void RefuseNothingToLearn(DatasetFiles<TabularRow> files, LabelMap labels, IReadOnlyList<string> names)
    {
        if (!files.IsClean)
            return;
        if (names.Count == 0)
            files.Add(DatasetRole.Train, 0, "there is no column beside the label's", "give it columns of numbers");
        else if (labels.Count == 1)
            files.Add(DatasetRole.Train, 0, $"all rows have the one label '{labels.Labels[0]}'", "a classifier needs at least two");
        else if (files.Train.All(row => row.Features.SequenceEqual(files.Train[0].Features)))
            files.Add(DatasetRole.Train, 0, $"no column varies: all rows have the same {names.Count} numbers", "a model tells classes apart by what differs");
    }

    private static void RefuseTooLarge(DatasetFiles<TabularRow> files, TableProcessor processor)
    {
        foreach (var (role, rows) in files.Rows)
        {
            foreach (var row in rows)
            {
                var bad = Array.FindIndex(processor.Apply(row.Features), value => !float.IsFinite(value));
                if (bad >= 0)
                    files.Add(role, row.Number, $"{row.Features[bad]} in column '{processor.Features[bad]}' is too large", "standardized numbers must stay below 3.4e38; scale the column");
            }
        }
    }
}
