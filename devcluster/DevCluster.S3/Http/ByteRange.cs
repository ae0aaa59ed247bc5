using DevCluster.S3.Errors;
using Microsoft.Net.Http.Headers;

namespace DevCluster.S3.Http;

/// <summary>The part of an object that a read asks for.</summary>
internal readonly record struct ByteRange(long Start, long Length)
{
    /// <summary>The range of a header; null when the whole object is meant, as S3 takes what it cannot read and more than one range.</summary>
    public static ByteRange? Of(string? header, long size)
    {
        if (header is null || !RangeHeaderValue.TryParse(header, out RangeHeaderValue? value) || value.Unit != "bytes" || value.Ranges.Count != 1) return null;
        RangeItemHeaderValue range = value.Ranges.First();
        long start = range.From ?? Math.Max(0, size - range.To!.Value);
        long end = range.From is null ? size - 1 : Math.Min(range.To ?? long.MaxValue, size - 1);
        return start > end ? throw new S3Exception(S3Errors.InvalidRange) : new ByteRange(start, end - start + 1);
    }
}
