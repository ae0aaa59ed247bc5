using FineTune.Contract;
using FineTune.Storage;
using FineTuneTrainer.Core.Methods;
using FineTuneTrainer.Core.Models;
using FineTuneTrainer.Disk;

namespace FineTuneTrainer.Run.Evaluations;

/// <summary>A tuned model on disk: a whole one in Hugging Face layout, or an adapter in PEFT's.</summary>
internal sealed record TunedFolder(string Path, bool IsAdapter)
{
    private const string AdapterFile = "adapter_config.json";

    /// <summary>Where a run's own published model lies, the whole one rather than the adapter; null while nothing is published.</summary>
    public static async Task<ObjectUri?> PublishedAsync(RunSpec spec, IObjectStore store, CancellationToken cancellationToken)
    {
        var folder = ObjectUri.Parse(spec.Output.Uri);
        if (await ArtifactFolders.ReadManifestAsync(store, folder, cancellationToken) is not { } manifest)
            return null;
        ArtifactType[] wanted = [ArtifactType.Model, ArtifactType.Merged, ArtifactType.Adapter];
        foreach (var artifact in wanted.Where(artifact => manifest.Files.Any(file => file.Path.StartsWith(RunLayout.Artifact(artifact), StringComparison.Ordinal))))
            return folder.Append(RunLayout.Artifact(artifact));
        return null;
    }

    /// <summary>Fetches a model's files.</summary>
    public static async Task<TunedFolder> FetchAsync(ObjectUri uri, IObjectStore store, string path, CancellationToken cancellationToken)
    {
        await Inputs.FetchModelAsync(uri, store, path, cancellationToken);
        await foreach (var file in store.ListAsync(uri, cancellationToken))
        {
            if (file.Key == AdapterFile)
                await store.DownloadAsync(uri.Append(AdapterFile), System.IO.Path.Combine(path, AdapterFile), null, cancellationToken);
        }

        return new TunedFolder(path, File.Exists(System.IO.Path.Combine(path, AdapterFile)));
    }

    /// <summary>Builds the run with this model in the place of its base model; an adapter stands on the base model.</summary>
    public BuiltRun Build(RunSpec spec, Inputs inputs, string kernel, IRunWatch watch, CancellationToken cancellationToken)
    {
        var folder = new DiskFolder(Path);
        if (!IsAdapter)
        {
            var whole = RecipeFactory.Build(spec with { Model = spec.Model with { Scratch = null } }, inputs with { ModelFolder = Path }, kernel, watch, cancellationToken);
            return Checked(whole, [.. Labels(whole, folder), .. whole.Recipe.Model.Report.Fresh.Select(name => $"{name} is not in the model: it has no trained head for this task")]);
        }

        var lora = AdapterConfig.Read(folder, Tasks.RunTasks.Of(spec.Task).Head);
        var adapted = RecipeFactory.Build(spec with { Method = new MethodSpec { Type = MethodType.LoRA, Lora = lora } }, inputs, kernel, watch, cancellationToken);
        try
        {
            ((LoraMethod)adapted.Recipe.Method).Load(adapted.Recipe.Model, folder);
            return adapted;
        }
        catch
        {
            adapted.Dispose();
            throw;
        }
    }

    private static BuiltRun Checked(BuiltRun built, IReadOnlyList<string> problems)
    {
        if (problems.Count == 0)
            return built;
        built.Dispose();
        throw new ModelIncompatibleException(problems);
    }

    // Classes are numbers to a model: with its names in another order every answer would be taken for another class.
    private static IEnumerable<string> Labels(BuiltRun built, DiskFolder folder)
    {
        var own = ModelCatalog.ReadConfig(folder)["id2label"]?.AsObject().OrderBy(pair => int.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture)).Select(pair => $"{pair.Value}").ToList();
        var wanted = built.Recipe.Task.Labels;
        if (wanted.Count > 0 && own is not null && !own.SequenceEqual(wanted))
            yield return $"the model's classes are {string.Join(", ", own)}; those of the training rows are {string.Join(", ", wanted)}";
    }
}
