using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Images;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Core.Tasks;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>One class an image; the classes are those of the training images. An image is decoded when it is shown: memory holds a batch, not the dataset.</summary>
internal sealed class ImageRows : IRunTask
{
    public ModelTask Head => ModelTask.ImageClassification;

    public PreparedData Read(RunSpec spec, Inputs inputs)
    {
        var processor = ImageProcessor.Of(spec, inputs);
        var files = new DatasetFiles<ListedImage>(spec, dataset => Listed(dataset, inputs.Datasets[dataset.Role], processor.Pipeline));
        var labels = LabelMap.Of(files.Train.Select(row => row.Label));
        files.RefuseUnseen(labels, "class", row => [row.Label], _ => 0, row => row.Name);
        RefuseOtherSizes(files, processor);
        if (files.IsClean && labels.Count == 1)
            files.Add(DatasetRole.Train, 0, $"all images are of the one class '{labels.Labels[0]}'", "a classifier needs at least two");
        files.ThrowIfWrong();
        files.Split((rows, share, seed) => StratifiedSplit.Of(rows, row => row.Label, share, seed));
        var (width, height) = (files.Train[0].Width, files.Train[0].Height);
        processor = processor.In(width, height);
        var varied = processor.Varied(spec.Preprocessing.Image, width, height);
        var rows = files.Encode((role, row) => Row(row, role == DatasetRole.Train ? varied : processor.Pipeline, [processor.Channels, height, width], spec.Seed, labels));
        if (spec.Model.Scratch is null)
            Complete(ModelCatalog.ReadConfig(new DiskFolder(inputs.ModelFolder)), rows[DatasetRole.Train][0].Dense!.Shape);
        return new PreparedData(labels.Labels, rows, files.Records) { Processors = processor.Files };
    }

    public void Complete(JsonObject config, PreparedData data) => Complete(config, data.Train[0].Dense!.Shape);

    public ITask With(RunSpec spec, PreparedData data, TaskModel model) => new SequenceClassificationTask(data.Labels);

    public string Show(EncodedRow row, PreparedData data) => $"{data.Labels[row.Label]}: {row.Dense}";

    private static void Complete(JsonObject config, IReadOnlyList<long> shape)
    {
        config.TryAdd("num_channels", (int)shape[0]);
        if (shape[1] == shape[2])
            config.TryAdd("image_size", (int)shape[1]);
        InputSize.Complete(config, shape[0] * shape[1] * shape[2], $"images of {string.Join(" x ", shape)}");
    }

    private static (IReadOnlyList<ListedImage> Rows, IReadOnlyList<DataProblem> Problems) Listed(DatasetSpec dataset, string path, ImagePipeline pipeline) =>
        dataset.Format == DatasetFormat.Idx ? IdxFiles.Read(dataset, path, pipeline) : ImageFolderFiles.Read(dataset, path, pipeline);

    private static void RefuseOtherSizes(DatasetFiles<ListedImage> files, ImageProcessor processor)
    {
        if (files.Train.Count == 0)
            return;
        var first = files.Train[0];
        foreach (var (role, rows) in files.Rows)
        {
            foreach (var row in rows.Where(row => (row.Width, row.Height) != (first.Width, first.Height)))
            {
                files.Add(
                    role, 0, $"the image {(processor.IsGiven ? "becomes" : "has")} {row.Width} x {row.Height} pixels, the first one {first.Width} x {first.Height}",
                    processor.IsGiven ? $"{ProcessorFile.Name} keeps the ratio of the sides: let it cut or resize to one size" : "set image_size in model.scratch.config: all images are resized to it", row.Name);
            }
        }
    }

    private static EncodedRow Row(ListedImage row, ImagePipeline pipeline, IReadOnlyList<long> shape, int seed, LabelMap labels) =>
        new([], [], labels.IndexOf(row.Label)!.Value) { Dense = new ImageInput(row.Name, row.Open, pipeline, shape, seed) };
}
