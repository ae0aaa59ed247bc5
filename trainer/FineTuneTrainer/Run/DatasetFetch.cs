using System.Collections.Concurrent;
using FineTune.Contract;
using FineTune.Storage;

namespace FineTuneTrainer.Run;

/// <summary>Fetches a dataset: a file, MNIST's pair of files, or a folder of images.</summary>
internal static class DatasetFetch
{
    /// <summary>The file of images in the folder that an Idx dataset is fetched to.</summary>
    public const string Images = "images";

    /// <summary>Its labels.</summary>
    public const string Labels = "labels";

    // Images are small: what takes time is asking for each.
    private const int AtOnce = 16;

    /// <summary>Fetches it to a path, a file's or a folder's; returns the digest of all its bytes.</summary>
    public static async Task<string> RunAsync(int index, DatasetSpec dataset, IObjectStore store, string path, CancellationToken cancellationToken)
    {
        try
        {
            return dataset.Format switch
            {
                DatasetFormat.ImageFolder => await FolderAsync(ObjectUri.Parse(dataset.Uri), store, path, cancellationToken),
                DatasetFormat.Idx => await PairAsync(dataset.Uri, store, path, cancellationToken),
                _ => $"sha256:{await store.DownloadAsync(ObjectUri.Parse(dataset.Uri), path, null, cancellationToken)}",
            };
        }
        catch (StorageException exception) when (exception.Failure == StorageFailure.NotFound)
        {
            var problem = new RunProblem { Place = $"datasets[{index}].uri", Message = exception.Message };
            throw new RunFailure(ExitCode.InvalidConfig, $"dataset {dataset.Name}: {exception.Message}", "check the URI", [problem], exception);
        }
    }

    private static async Task<string> PairAsync(string images, IObjectStore store, string path, CancellationToken cancellationToken)
    {
        string[] digests =
        [
            await store.DownloadAsync(ObjectUri.Parse(images), Path.Combine(path, Images), null, cancellationToken),
            await store.DownloadAsync(ObjectUri.Parse(IdxNames.LabelsOf(images)!), Path.Combine(path, Labels), null, cancellationToken),
        ];
        return Inputs.DigestOf([$"{digests[0]}  {Images}", $"{digests[1]}  {Labels}"]);
    }

    private static async Task<string> FolderAsync(ObjectUri folder, IObjectStore store, string path, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        // A key with a slash at its end is what some browsers of a store show as an empty folder.
        await foreach (var found in store.ListAsync(folder, cancellationToken))
        {
            if (!found.Key.EndsWith('/'))
                names.Add(found.Key);
        }

        if (names.Count == 0)
            throw new StorageException(StorageFailure.NotFound, $"there are no files below {folder}");
        var lines = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (name, stop) =>
            // Append refuses names that lead out of the folder.
            lines.Add($"{await store.DownloadAsync(folder.Append(name), Path.Combine(path, name), null, stop)}  {name}"));
        return Inputs.DigestOf(lines);
    }
}
