using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using DevCluster.S3.Errors;
using DevCluster.S3.Signing;

namespace DevCluster.S3.Body;

/// <summary>The aws-chunked framing: <c>size[;chunk-signature=...] CRLF data CRLF</c>, a chunk of size 0, and perhaps a trailer.</summary>
internal sealed class ChunkedBody
{
    private const string SignatureField = "chunk-signature=";
    private const string TrailerSignature = "x-amz-trailer-signature";
    private const int LongestLine = 8192;

    private readonly PipeReader _body;
    private readonly BodySink _sink;
    private readonly ChunkSignatures? _signatures;

    private ChunkedBody(PipeReader body, BodySink sink, ChunkSignatures? signatures) => (_body, _sink, _signatures) = (body, sink, signatures);

    /// <summary>Sends the data to the sink and returns the trailer, by lower-case name.</summary>
    public static async Task<Dictionary<string, string>> CopyAsync(PipeReader body, BodySink sink, BodySignature signature, CancellationToken ct)
    {
        ChunkedBody reader = new(body, sink, signature.Chunks);
        while (await reader.CopyChunkAsync(signature.Trailer, ct))
        {
        }

        return signature.Trailer ? await reader.ReadTrailerAsync(ct) : [];
    }

    private async Task<bool> CopyChunkAsync(bool trailer, CancellationToken ct)
    {
        string[] header = (await ReadLineAsync(ct) ?? throw new S3Exception(S3Errors.IncompleteBody)).Split(';', 2);
        if (!long.TryParse(header[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out long size) || size < 0) throw new S3Exception(S3Errors.IncompleteBody, "A chunk has no size.");
        string sha256 = await CopyDataAsync(size, ct);
        if (_signatures is not null)
        {
            if (header.Length < 2 || !header[1].StartsWith(SignatureField, StringComparison.Ordinal)) throw new S3Exception(S3Errors.SignatureDoesNotMatch, "A chunk has no signature.");
            _signatures.CheckChunk(sha256, header[1][SignatureField.Length..]);
        }

        // Behind the last chunk comes its empty line, or the trailer.
        if ((size > 0 || !trailer) && await ReadLineAsync(ct) is not "") throw new S3Exception(S3Errors.IncompleteBody, "A chunk is longer than its size.");
        return size > 0;
    }

    private async Task<string> CopyDataAsync(long size, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (size > 0)
        {
            ReadResult read = await _body.ReadAsync(ct);
            ReadOnlySequence<byte> data = read.Buffer.Slice(0, Math.Min(size, read.Buffer.Length));
            if (data.IsEmpty && read.IsCompleted) throw new S3Exception(S3Errors.IncompleteBody);
            foreach (ReadOnlyMemory<byte> segment in data)
            {
                if (_signatures is not null) hash.AppendData(segment.Span);
                await _sink.WriteAsync(segment, ct);
            }

            size -= data.Length;
            _body.AdvanceTo(data.End);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private async Task<Dictionary<string, string>> ReadTrailerAsync(CancellationToken ct)
    {
        Dictionary<string, string> trailer = [];
        StringBuilder signed = new();
        while (await ReadLineAsync(ct) is { } line)
        {
            if (line.Length == 0) continue;
            string[] parts = line.Split(':', 2);
            if (parts.Length != 2) throw new S3Exception(S3Errors.IncompleteBody, "The trailer is malformed.");
            (string name, string value) = (parts[0].Trim().ToLowerInvariant(), parts[1].Trim());
            if (name != TrailerSignature) signed.Append(name).Append(':').Append(value).Append('\n');
            trailer[name] = value;
        }

        _signatures?.CheckTrailer(signed.ToString(), trailer.GetValueOrDefault(TrailerSignature) ?? throw new S3Exception(S3Errors.SignatureDoesNotMatch, "The trailer has no signature."));
        return trailer;
    }

    /// <summary>The next line without its end; null behind the last.</summary>
    private async Task<string?> ReadLineAsync(CancellationToken ct)
    {
        while (true)
        {
            ReadResult read = await _body.ReadAsync(ct);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                string line = Encoding.UTF8.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                _body.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.Buffer.Length > LongestLine) throw new S3Exception(S3Errors.IncompleteBody, "A chunk's header is too long.");
            string rest = read.IsCompleted ? Encoding.UTF8.GetString(read.Buffer) : "";
            _body.AdvanceTo(read.IsCompleted ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted) return rest.Length == 0 ? null : rest;
        }
    }
}
