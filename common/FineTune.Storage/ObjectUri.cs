using System.Buffers;

namespace FineTune.Storage;

/// <summary>An object's or a folder's address: <c>s3://bucket/key</c> or <c>file:///path</c>; no query, no <c>..</c>, no empty segment.</summary>
public readonly record struct ObjectUri
{
    private const string S3Scheme = "s3";
    private const string FileScheme = "file";

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("?#\\\0\r\n");

    private ObjectUri(string scheme, string bucket, string key)
    {
        Scheme = scheme;
        Bucket = bucket;
        Key = key;
    }

    /// <summary><c>s3</c> or <c>file</c>.</summary>
    public string Scheme { get; }

    /// <summary>The bucket; empty for files.</summary>
    public string Bucket { get; }

    /// <summary>The key, without a leading slash.</summary>
    public string Key { get; }

    /// <summary>Whether it names a file on this machine.</summary>
    public bool IsFile => Scheme == FileScheme;

    /// <summary>The path on disk of a file address.</summary>
    public string LocalPath => IsFile ? "/" + Key : throw new InvalidOperationException($"{this} is not a file address");

    /// <summary>Parses, or says what is wrong.</summary>
    public static ObjectUri Parse(string text) => TryParse(text, out var uri, out var problem) ? uri : throw new FormatException(problem);

    /// <summary>Parses, or says what is wrong.</summary>
    public static bool TryParse(string? text, out ObjectUri uri, out string problem)
    {
        uri = default;
        problem = "";
        if (text?.AsSpan().ContainsAny(Forbidden) == true)
            problem = $"'{text}' has a character that an address may not have (? # \\ or a control character)";
        else if (text?.StartsWith("s3://", StringComparison.Ordinal) == true)
            (uri, problem) = OfBucket(text, text["s3://".Length..]);
        else if (text?.StartsWith("file:///", StringComparison.Ordinal) == true)
            uri = new ObjectUri(FileScheme, "", text["file:///".Length..]);
        else
            problem = $"'{text}' is neither s3://bucket/key nor file:///path";
        if (problem.Length == 0 && !SegmentsAreSafe(uri.Key))
            problem = $"'{text}' has an empty, '.' or '..' segment";
        return problem.Length == 0;
    }

    /// <summary>An address below this one; the relative part may not lead out.</summary>
    public ObjectUri Append(string relative)
    {
        if (relative.Length == 0 || relative.StartsWith('/') || !SegmentsAreSafe(relative) || relative.AsSpan().ContainsAny(Forbidden))
            throw new FormatException($"'{relative}' is no path below {this}");
        var folder = Key.Length == 0 || Key.EndsWith('/') ? Key : Key + "/";
        return new ObjectUri(Scheme, Bucket, folder + relative);
    }

    /// <inheritdoc/>
    public override string ToString() => IsFile ? $"file:///{Key}" : $"s3://{Bucket}/{Key}";

    private static (ObjectUri Uri, string Problem) OfBucket(string text, string rest)
    {
        var slash = rest.IndexOf('/');
        var bucket = slash < 0 ? rest : rest[..slash];
        return IsBucket(bucket)
            ? (new ObjectUri(S3Scheme, bucket, slash < 0 ? "" : rest[(slash + 1)..]), "")
            : (default, $"'{text}': '{bucket}' is no bucket name");
    }

    // A trailing slash marks a folder; between slashes nothing may be empty or relative.
    private static bool SegmentsAreSafe(string key) =>
        key.Length == 0 || (key.EndsWith('/') ? key[..^1] : key).Split('/').All(segment => segment is not ("" or "." or ".."));

    private static bool IsBucket(string name) =>
        name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.') && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);
}
