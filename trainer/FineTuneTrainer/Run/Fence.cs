using System.Text.Json;
using FineTune.Contract;
using FineTune.Storage;

namespace FineTuneTrainer.Run;

/// <summary>Keeps a zombie of an older attempt from overwriting: the run's epoch only moves forward, by conditional writes.</summary>
public sealed class Fence(IObjectStore store, ObjectUri folder, int epoch)
{
    private const int MostBytes = 4096;
    private const int MostTries = 10;

    private readonly ObjectUri _uri = folder.Append(RunLayout.Fence);

    /// <summary>Claims the run for this attempt.</summary>
    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        var mine = JsonSerializer.SerializeToUtf8Bytes(new Claim(epoch), ContractJson.Options);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var (current, condition) = await ReadAsync(cancellationToken);
            Refuse(current);
            if (current == epoch || await store.WriteAsync(_uri, mine, condition, cancellationToken))
                return;
        }

        throw new RunFailure(ExitCode.StorageUnavailable, $"{_uri} kept changing while attempt {epoch} tried to claim the run", "look for several attempts that start at the same time");
    }

    /// <summary>Steps aside when a newer attempt has claimed the run.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken) => Refuse((await ReadAsync(cancellationToken)).Epoch);

    private void Refuse(int current)
    {
        if (current > epoch)
            throw new RunFailure(ExitCode.Fenced, $"attempt {current} of this run has started; attempt {epoch} steps aside", "nothing to do: the newer attempt goes on");
    }

    private async Task<(int Epoch, WriteCondition Condition)> ReadAsync(CancellationToken cancellationToken)
    {
        // The tag is read before the content: if the content changes in between, the write fails and is tried again.
        var info = await store.StatAsync(_uri, cancellationToken);
        if (info is null)
            return (0, WriteCondition.IfAbsent);
        var content = await store.ReadAsync(_uri, MostBytes, cancellationToken);
        var claim = content is null ? new Claim(0) : JsonSerializer.Deserialize<Claim>(content, ContractJson.Lenient)!;
        return (claim.Epoch, WriteCondition.IfETag(info.ETag));
    }

    private sealed record Claim(int Epoch);
}
