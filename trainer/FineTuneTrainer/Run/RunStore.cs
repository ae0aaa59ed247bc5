using FineTune.Contract;
using FineTune.Storage;

namespace FineTuneTrainer.Run;

/// <summary>The store of a run.</summary>
internal static class RunStore
{
    /// <summary>Files need no object store and no keys, even where the RunSpec names a store.</summary>
    public static IObjectStore Of(RunSpec spec, TrainerEnvironment environment)
    {
        string[] uris = [.. spec.Model.Uri is { } model ? [model] : Array.Empty<string>(), spec.Output.Uri, .. spec.Datasets.Select(dataset => dataset.Uri)];
        var needed = uris.Any(uri => ObjectUri.Parse(uri).Scheme == ObjectUri.S3);
        return ObjectStores.Create(needed ? spec.Storage : null, environment.Credentials);
    }
}
