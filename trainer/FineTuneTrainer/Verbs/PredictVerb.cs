using System.CommandLine;
using FineTune.Contract;
using FineTune.Storage;
using FineTuneTrainer.Run;
using FineTuneTrainer.Run.Predictions;

namespace FineTuneTrainer.Verbs;

/// <summary><c>predict --model URI TEXT...</c>: texts, image paths or rows in; label, entities, words, number or text out.</summary>
internal static class PredictVerb
{
    public static Command Command()
    {
        var model = new Option<string>("--model") { Description = "The folder of a tuned model, s3:// or file:// (or a path).", Required = true };
        var endpoint = new Option<string?>("--endpoint") { Description = "The object store, for s3:// models; keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var tokens = new Option<int>("--max-new-tokens") { Description = "The most tokens that a model writes.", DefaultValueFactory = _ => new WriterOptions().MaxNewTokens };
        var beams = new Option<int?>("--num-beams") { Description = "Hypotheses that a model follows at once; its own number when absent." };
        var prompt = new Option<string?>("--prompt") { Description = "What the texts are answers to, for a reward model." };
        var texts = new Argument<string[]>("text") { Description = "The texts, the paths of images, or rows of numbers (1,2,3 or a=1,b=2); none reads one a line from standard input.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("predict", "Read texts, images or rows of a table with a tuned model.") { model, endpoint, json, tokens, beams, prompt, texts };
        command.SetAction((parsed, _) => Guarded.RunAsync(async cancellationToken =>
        {
            var uri = ModelAddress.Of(parsed.GetRequiredValue(model));
            var storage = parsed.GetValue(endpoint) is { } address ? new StorageSpec { Endpoint = address } : null;
            var store = ObjectStores.Create(storage, TrainerEnvironment.Read().Credentials);
            IPredictor Load(string folder) => Predictors.Load(folder, new WriterOptions(parsed.GetValue(tokens), parsed.GetValue(beams)), parsed.GetValue(prompt));
            await PredictAsync(store, uri, Load, parsed.GetValue(texts) ?? [], parsed.GetValue(json), cancellationToken);
        }));
        return command;
    }

    private static async Task PredictAsync(IObjectStore store, ObjectUri uri, Func<string, IPredictor> load, string[] texts, bool json, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("finetune-predict-");
        try
        {
            await Inputs.FetchModelAsync(uri, store, folder.FullName, cancellationToken);
            using var predictor = load(folder.FullName);
            IEnumerable<string> lines = texts.Length > 0 ? texts : StandardInput();
            foreach (var batch in lines.Chunk(predictor.BatchSize))
                Print(predictor.Predict(batch), json);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(IReadOnlyList<Prediction> predictions, bool json)
    {
        foreach (var prediction in predictions)
            Console.WriteLine(json ? System.Text.Json.JsonSerializer.Serialize(prediction.Fields, ContractJson.Options) : prediction.Line);
    }

    private static IEnumerable<string> StandardInput()
    {
        while (Console.ReadLine() is { } line)
            yield return line;
    }
}
