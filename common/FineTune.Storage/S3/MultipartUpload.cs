using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.Win32.SafeHandles;

namespace FineTune.Storage.S3;

/// <summary>Sends a large file in parallel parts; an upload that fails is aborted, so that it leaves nothing to pay for.</summary>
internal sealed class MultipartUpload(S3Wire wire, StoreOptions options, ObjectUri uri, Func<CancellationToken, Task<ObjectInfo?>> stat)
{
    private const int MostParts = 9000;
    private const int MostAnswerBytes = 1 << 20;

    private static readonly TimeSpan AbortTime = TimeSpan.FromSeconds(10);

    public async Task RunAsync(SafeFileHandle file, long size, IProgress<long>? progress, CancellationToken ct)
    {
        string id = await CreateAsync(ct);
        try
        {
            long part = Math.Max(options.PartBytes, (size + MostParts - 1) / MostParts);
            string[] tags = new string[(size + part - 1) / part];
            ProgressSum sum = new(progress);
            await Parallel.ForAsync(0, tags.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = ct }, async (i, token) =>
            {
                long start = i * part, length = Math.Min(part, size - start);
                tags[i] = await SendPartAsync(id, i + 1, guard => new FilePart(file, start, length, guard), token);
                sum.Add(length);
            });
            await CompleteAsync(id, tags, size, ct);
        }
        catch
        {
            await AbortAsync(id);
            throw;
        }
    }

    private Task<string> CreateAsync(CancellationToken ct) => wire.SendAsync(
        () => new S3Call(HttpMethod.Post, uri) { Query = new Dictionary<string, string> { ["uploads"] = "" } },
        async (response, guard) => (await AnswerAsync(response, guard)).Descendants().FirstOrDefault(element => element.Name.LocalName == "UploadId")?.Value
            ?? throw new StorageException(StorageFailure.Corrupt, $"{wire.Place(uri)}: the store began an upload without an id"), ct);

    private Task<string> SendPartAsync(string id, int number, Func<StallGuard, HttpContent> content, CancellationToken ct) => wire.SendAsync(
        () => new S3Call(HttpMethod.Put, uri) { Query = new Dictionary<string, string> { ["partNumber"] = number.ToString(), ["uploadId"] = id }, Content = content },
        (response, _) => Task.FromResult(response.Headers.ETag?.Tag
            ?? throw new StorageException(StorageFailure.Corrupt, $"{wire.Place(uri)}: the store took part {number} without a tag")), ct);

    private Task<bool> CompleteAsync(string id, string[] tags, long size, CancellationToken ct)
    {
        XElement parts = new("CompleteMultipartUpload", tags.Select((tag, i) => new XElement("Part", new XElement("PartNumber", i + 1), new XElement("ETag", tag))));
        S3Call call = new(HttpMethod.Post, uri)
        {
            Query = new Dictionary<string, string> { ["uploadId"] = id },
            Content = _ => new StringContent(parts.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "application/xml"),
            Answers = [HttpStatusCode.OK, HttpStatusCode.NotFound],
            IsSlow = true,
        };
        return wire.SendAsync(call, async (response, guard, tries) =>
        {
            if (response.StatusCode != HttpStatusCode.NotFound) return await AnswerAsync(response, guard) is not null;
            // An earlier try may have been carried out although its answer was lost.
            if (tries > 0 && (await stat(guard.Token))?.Size == size) return true;
            throw (await S3Refusal.ReadAsync(response, guard)).At(wire.Place(uri));
        }, ct);
    }

    /// <summary>The answer's document; some calls answer 200 and an error in it.</summary>
    private async Task<XElement> AnswerAsync(HttpResponseMessage response, StallGuard guard)
    {
        string text = Encoding.UTF8.GetString(await BodyBytes.ReadAsync(response, guard, MostAnswerBytes));
        try
        {
            XElement document = XDocument.Parse(text.TrimStart()).Root!;
            return document.Name.LocalName != "Error" ? document : throw S3Refusal.Parse(HttpStatusCode.InternalServerError, text).At(wire.Place(uri));
        }
        catch (System.Xml.XmlException e)
        {
            throw new StorageException(StorageFailure.Unavailable, $"{wire.Place(uri)}: the store's answer is no document", e);
        }
    }

    private async Task AbortAsync(string id)
    {
        using CancellationTokenSource soon = new(AbortTime);
        try
        {
            await wire.SendAsync(
                () => new S3Call(HttpMethod.Delete, uri) { Query = new Dictionary<string, string> { ["uploadId"] = id }, Answers = [HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.NotFound] },
                (_, _) => Task.FromResult(true), soon.Token);
        }
        catch (Exception e) when (e is StorageException or OperationCanceledException)
        {
            // What made the upload fail is what the caller has to hear.
        }
    }
}
