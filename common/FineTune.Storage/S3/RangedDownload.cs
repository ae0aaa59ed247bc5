using System.Buffers;
using System.Net;
using System.Security.Cryptography;

namespace FineTune.Storage.S3;

/// <summary>Fetches one version of an object in parallel ranges, and hashes the ranges in order as they arrive.</summary>
internal sealed class RangedDownload(S3Wire wire, StoreOptions options, ObjectUri uri, ObjectInfo version)
{
    private const int BufferSize = 1 << 17;

    public async Task<string> RunAsync(string path, IProgress<long>? progress, CancellationToken ct)
    {
        using var file = PartialFile.Open(path, version, options.RangeBytes);
        int count = (int)((version.Size + options.RangeBytes - 1) / options.RangeBytes);
        TaskCompletionSource[] arrived = [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        ProgressSum sum = new(progress);
        Task<string> hash = HashAsync(file, arrived, ct);
        try
        {
            await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = ct }, async (i, token) =>
            {
                if (!file.Has(i)) await FetchAsync(file, i, token);
                arrived[i].SetResult();
                sum.Add(LengthOf(i));
            });
        }
        catch
        {
            // The hash ends with the ranges: it must not read a file that is closed.
            foreach (TaskCompletionSource one in arrived) one.TrySetCanceled(CancellationToken.None);
            await hash.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        string digest = await hash;
        file.Finish();
        return digest;
    }

    private long LengthOf(int range) => Math.Min(options.RangeBytes, version.Size - ((long)range * options.RangeBytes));

    private async Task FetchAsync(PartialFile file, int range, CancellationToken ct)
    {
        long start = (long)range * options.RangeBytes, end = start + LengthOf(range);
        // A try that broke off goes on where it stopped.
        await wire.SendAsync(() => Call(start, end), async (response, guard) =>
        {
            Check(response, start, end);
            await using Stream body = await response.Content.ReadAsStreamAsync(guard.Token);
            byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
            try
            {
                for (int count; start < end && (count = await guard.ReadAsync(body, buffer.AsMemory(0, (int)Math.Min(BufferSize, end - start)))) > 0; start += count)
                    await RandomAccess.WriteAsync(file.File, buffer.AsMemory(0, count), start, guard.Token);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            return start == end ? true : throw new StorageException(StorageFailure.Unavailable, $"{wire.Place(uri)}: the answer ended early, at byte {start} of {end}");
        }, ct);
        file.Add(range);
    }

    private S3Call Call(long start, long end) => new(HttpMethod.Get, uri)
    {
        Headers = new Dictionary<string, string> { ["Range"] = $"bytes={start}-{end - 1}", ["If-Match"] = $"\"{version.ETag}\"" },
        Answers = [HttpStatusCode.PartialContent, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed],
    };

    private void Check(HttpResponseMessage response, long start, long end)
    {
        string? tag = response.Headers.ETag?.Tag.Trim('"');
        if (response.StatusCode == HttpStatusCode.PreconditionFailed || (tag is not null && tag != version.ETag))
            throw new StorageException(StorageFailure.Corrupt, $"{wire.Place(uri)}: the object changed while it was downloaded");
        var range = response.Content.Headers.ContentRange;
        bool fits = response.StatusCode == HttpStatusCode.OK
            ? start == 0 && end == version.Size && response.Content.Headers.ContentLength == end
            : range?.From == start && range.To == end - 1 && (range.Length ?? version.Size) == version.Size;
        if (!fits) throw new StorageException(StorageFailure.Corrupt, $"{wire.Place(uri)}: bytes {start}-{end - 1} were asked for, and others came ({(int)response.StatusCode}, {range})");
    }

    private async Task<string> HashAsync(PartialFile file, TaskCompletionSource[] arrived, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferSize];
        for (int range = 0; range < arrived.Length; range++)
        {
            await arrived[range].Task;
            long start = (long)range * options.RangeBytes, end = start + LengthOf(range);
            for (int count; start < end; start += count)
            {
                count = await RandomAccess.ReadAsync(file.File, buffer.AsMemory(0, (int)Math.Min(BufferSize, end - start)), start, ct);
                if (count == 0) throw new IOException("the file became shorter while it was downloaded");
                hash.AppendData(buffer, 0, count);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
