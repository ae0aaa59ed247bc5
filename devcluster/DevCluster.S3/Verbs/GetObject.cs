using System.Buffers;
using DevCluster.S3.Disk;
using DevCluster.S3.Errors;
using DevCluster.S3.Http;
using Microsoft.AspNetCore.Http;

namespace DevCluster.S3.Verbs;

/// <summary>GET and HEAD /bucket/key, whole or a range.</summary>
internal static class GetObject
{
    private const int BufferSize = 1 << 18;

    public static async Task AnswerAsync(S3Request request, BucketCatalog buckets)
    {
        if (request.Query.Has("partNumber")) throw S3Errors.Refused("Reading a part by its number");
        (StoredObject stored, FileStream bytes) = request.In(buckets).Open(request.NeedKey());
        await using (bytes)
        {
            Conditions.CheckRead(request, stored);
            ByteRange range = Start(request, stored);
            if (HttpMethods.IsGet(request.Method)) await SendAsync(request, bytes, range);
        }
    }

    private static ByteRange Start(S3Request request, StoredObject stored)
    {
        HttpResponse response = request.Context.Response;
        response.Headers.AcceptRanges = "bytes";
        ByteRange? range;
        try
        {
            range = ByteRange.Of(request.Header("Range"), stored.Size);
        }
        catch (S3Exception)
        {
            response.Headers.ContentRange = $"bytes */{stored.Size}";
            throw;
        }

        ByteRange sent = range ?? new ByteRange(0, stored.Size);
        StoredHeaders.Send(request, stored.Headers);
        response.Headers.ETag = Conditions.Quoted(stored.ETag);
        response.Headers.LastModified = stored.LastModified.ToString("R");
        response.ContentLength = sent.Length;
        if (range is not null)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {sent.Start}-{sent.Start + sent.Length - 1}/{stored.Size}";
        }

        return sent;
    }

    private static async Task SendAsync(S3Request request, FileStream bytes, ByteRange range)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < range.Length;)
            {
                int count = await RandomAccess.ReadAsync(bytes.SafeFileHandle, buffer.AsMemory(0, (int)Math.Min(BufferSize, range.Length - done)), range.Start + done, request.Aborted);
                if (count == 0) throw new EndOfStreamException("A blob is shorter than its record says.");
                await request.Context.Response.Body.WriteAsync(buffer.AsMemory(0, count), request.Aborted);
                done += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
