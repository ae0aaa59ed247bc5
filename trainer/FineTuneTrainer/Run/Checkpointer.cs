using System.Text.Json;
using FineTune.Contract;
using FineTune.Storage;
using FineTuneTrainer.Core.Loop;
using FineTuneTrainer.Core.Safetensors;
using FineTuneTrainer.Disk;
using FineTuneTrainer.Run.Evaluations;
using static TorchSharp.torch;

namespace FineTuneTrainer.Run;

/// <summary>Saves and restores everything an exact resume needs: weights, optimizer, best weights, random state, cursor.</summary>
public sealed class Checkpointer(RunSpec spec, IObjectStore store, string scratch, Fence fence, IRunWatch watch, TimeProvider time) : ICheckpoints
{
    private const string State = "state.json";
    private const string Weights = "weights.safetensors";
    private const string Optimizer = "optimizer.safetensors";
    private const string Best = "best.safetensors";
    private const string Random = "random.safetensors";
    private const string RandomKey = "torch.cpu";

    private readonly ObjectUri _root = ObjectUri.Parse(spec.Output.Uri);
    private Recipe? _recipe;
    private RunMemory? _memory;

    /// <summary>The newest complete checkpoint.</summary>
    public CheckpointInfo? Latest { get; private set; }

    /// <summary>Whose tensors are saved, and what else a checkpoint is to remember.</summary>
    public void Attach(Recipe recipe, RunMemory memory) => (_recipe, _memory) = (recipe, memory);

    /// <inheritdoc/>
    public void Save(LoopState state)
    {
        // Asked to stop right after a checkpoint, or resumed and not a step further: the store already has this state.
        if (Latest?.Step == state.Step)
            return;
        var folder = Path.Combine(scratch, $"step-{state.Step}");
        WriteFiles(new DiskFolder(folder), state);
        // The training thread waits: the next step must not change what is being uploaded, and a lost store must be noticed.
        PublishAsync(folder, state).GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The state of the newest complete checkpoint with the same inputs; null when there is none.</summary>
    public async Task<(LoopState State, string Folder)?> FindAsync(CancellationToken cancellationToken)
    {
        if (!spec.Checkpoint.Resume)
            return null;
        foreach (var step in await StepsAsync(cancellationToken))
        {
            var uri = _root.Append(RunLayout.Checkpoint(step));
            var manifest = await ArtifactFolders.ReadManifestAsync(store, uri, cancellationToken);
            if (manifest is null || manifest.Fingerprint != spec.Run.Fingerprint)
                continue;
            var folder = Path.Combine(scratch, "resume");
            if (!await FetchedAsync(uri, manifest, folder, cancellationToken))
                continue;
            await using var stream = File.OpenRead(Path.Combine(folder, State));
            var state = await JsonSerializer.DeserializeAsync<LoopState>(stream, ContractJson.Options, cancellationToken);
            Latest = Info(step, uri, manifest);
            return (state!, folder);
        }

        return null;
    }

    // A damaged checkpoint is passed over for an older one: a run that goes back beats one that never starts again.
    private async Task<bool> FetchedAsync(ObjectUri uri, ArtifactManifest manifest, string folder, CancellationToken cancellationToken)
    {
        try
        {
            await ArtifactFolders.DownloadAsync(store, uri, manifest, folder, cancellationToken);
            return true;
        }
        catch (StorageException exception) when (exception.Failure is StorageFailure.Corrupt or StorageFailure.NotFound)
        {
            watch.Say($"the checkpoint {uri} is damaged and is passed over: {exception.Message}");
            Directory.Delete(folder, recursive: true);
            return false;
        }
    }

    /// <summary>Puts a checkpoint's tensors into the recipe.</summary>
    public void Restore(string folder)
    {
        using var scope = NewDisposeScope();
        var files = new DiskFolder(folder);
        using (no_grad())
        {
            var weights = TensorFile.Read(files, Weights);
            foreach (var (name, value) in Moving())
                value.copy_(weights[name]);
        }

        _recipe!.Optimizer.LoadState(TensorFile.Read(files, Optimizer));
        if (files.Names.Contains(Best))
            _recipe.Best.Load(TensorFile.Read(files, Best));
        set_rng_state(TensorFile.Read(files, Random)[RandomKey]);
        _memory!.Read(files);
        Directory.Delete(folder, recursive: true);
    }

    // What training moves: the weights, and the running statistics of batch norms.
    private IEnumerable<(string Name, Tensor Value)> Moving() => [.. _recipe!.Trainable.Select(pair => (pair.Name, (Tensor)pair.Parameter)), .. _recipe.Model.Buffers];

    private void WriteFiles(DiskFolder folder, LoopState state)
    {
        using var scope = NewDisposeScope();
        TensorFile.Write(folder, Weights, Moving().ToDictionary(pair => pair.Name, pair => pair.Value));
        TensorFile.Write(folder, Optimizer, _recipe!.Optimizer.State);
        if (_recipe.Best.Copies.Count > 0)
            TensorFile.Write(folder, Best, _recipe.Best.Copies);
        TensorFile.Write(folder, Random, new Dictionary<string, Tensor> { [RandomKey] = get_rng_state() });
        _memory!.Write(folder);
        using var stream = folder.Create(State);
        JsonSerializer.Serialize(stream, state, ContractJson.Options);
    }

    private async Task PublishAsync(string folder, LoopState state)
    {
        // Not cancellable: this is what the grace period of SIGTERM is for.
        await fence.CheckAsync(CancellationToken.None);
        var uri = _root.Append(RunLayout.Checkpoint(state.Step));
        var header = Manifests.Header(spec, "checkpoint", state.Step);
        var manifest = await ArtifactFolders.PublishAsync(store, folder, uri, header, CancellationToken.None);
        Latest = Info(state.Step, uri, manifest);
        watch.Checkpointed(Latest);
        await ForgetOldAsync(state.Step);
    }

    private async Task ForgetOldAsync(int newest)
    {
        // What lies beyond the newest is what a killed attempt left unfinished: it must not count among those kept.
        var steps = await StepsAsync(CancellationToken.None);
        var kept = steps.Where(step => step <= newest).Take(Math.Max(1, spec.Checkpoint.KeepLatest)).ToHashSet();
        foreach (var step in steps.Where(step => !kept.Contains(step)))
        {
            var uri = _root.Append(RunLayout.Checkpoint(step));
            // The manifest goes first, so that a half-removed checkpoint is never taken for a complete one.
            await store.DeleteAsync(uri.Append(ArtifactManifest.FileName), CancellationToken.None);
            await foreach (var file in store.ListAsync(uri, CancellationToken.None))
                await store.DeleteAsync(uri.Append(file.Key), CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<int>> StepsAsync(CancellationToken cancellationToken)
    {
        var steps = new SortedSet<int>();
        await foreach (var file in store.ListAsync(_root.Append(RunLayout.Checkpoints), cancellationToken))
        {
            var name = file.Key.Split('/')[0];
            if (name.StartsWith("step-", StringComparison.Ordinal) && int.TryParse(name["step-".Length..], out var step))
                steps.Add(step);
        }

        return [.. steps.Reverse()];
    }

    private CheckpointInfo Info(int step, ObjectUri uri, ArtifactManifest manifest) => new()
    {
        Step = step,
        Uri = uri.ToString(),
        SizeBytes = manifest.Files.Sum(file => file.Size),
        Time = time.GetUtcNow(),
    };
}
