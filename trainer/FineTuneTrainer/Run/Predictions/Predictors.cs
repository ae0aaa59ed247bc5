using System.Text.Json.Nodes;
using FineTune.Contract;
using FineTuneTrainer.Core.Data.Tables;
using FineTuneTrainer.Core.Images;
using FineTuneTrainer.Core.Kernels;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Loads a tuned model; config.json says what it does.</summary>
public static class Predictors
{
    // transformers names the head at the end of the architecture: BertForTokenClassification, GPT2LMHeadModel.
    private static readonly (string Ending, ModelTask Task)[] Heads =
    [
        .. new[] { ModelTask.SequenceClassification, ModelTask.TokenClassification, ModelTask.MaskedLM, ModelTask.CausalLM, ModelTask.ImageClassification, ModelTask.TabularClassification }.Select(task => ($"For{task}", task)),
        ("LMHeadModel", ModelTask.CausalLM), ("ForConditionalGeneration", ModelTask.Seq2Seq), ("MTModel", ModelTask.Seq2Seq),
    ];

    /// <summary>Loads a folder as this trainer (or transformers) writes it; with a prompt, to score texts as answers to it.</summary>
    public static IPredictor Load(string path, WriterOptions options, string? prompt = null)
    {
        TorchKernels.CompileAll();
        var folder = new DiskFolder(path);
        var config = ModelCatalog.ReadConfig(folder);
        var task = TaskOf(config);
        if (prompt is not null && task != ModelTask.SequenceClassification)
            throw new RunFailure(ExitCode.InvalidConfig, $"--prompt: a model for {task} scores no answers", "leave it out; a model that writes takes the prompt as its text");
        return task switch
        {
            ModelTask.CausalLM or ModelTask.Seq2Seq => Writer.Load(folder, config, task, options),
            ModelTask.ImageClassification => new DensePredictor(Classifier.Load(folder, config, task), new ImageReader(PipelineOf(folder, config)).Read),
            ModelTask.TabularClassification => new DensePredictor(Classifier.Load(folder, config, task), new TableReader(Processor(folder, TableProcessor.Read)).Read),
            _ => TextPredictor.Load(folder, config, task, prompt),
        };
    }

    private static ImagePipeline PipelineOf(DiskFolder folder, JsonObject config) =>
        Processor(folder, file => ImageChannels.Of(PreprocessorConfig.Read(file), ImageChannels.Count(config, 3)));

    private static T Processor<T>(DiskFolder folder, Func<JsonObject, T> read)
        where T : class => ProcessorFile.Read(folder, read) ?? throw new ModelIncompatibleException([$"{ProcessorFile.Name} is missing: it says how what you give becomes the model's numbers"]);

    private static ModelTask TaskOf(JsonObject config)
    {
        var architecture = (config["architectures"] as JsonArray)?.FirstOrDefault()?.ToString() ?? "";
        foreach (var (ending, task) in Heads)
        {
            if (architecture.EndsWith(ending, StringComparison.Ordinal))
                return task;
        }

        throw new ModelIncompatibleException([$"config.json: predict does not read '{architecture}'; it reads {string.Join(", ", Heads.Select(head => head.Task).Distinct())}"]);
    }
}
