using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FineTune.Storage;

/// <summary>An object or folder, <c>s3://bucket/key</c> or <c>file:///path</c>: parsed once, without <c>..</c> and without a query.</summary>
/// <param name="Scheme"><c>s3</c> or <c>file</c>.</param>
/// <param name="Bucket">The bucket; empty for files.</param>
/// <param name="Key">The key, or the path without its first slash.</param>
public readonly partial record struct ObjectUri(string Scheme, string Bucket, string Key)
{
    /// <summary>Objects of an S3 store.</summary>
    public const string S3 = "s3";

    /// <summary>Files of this machine.</summary>
    public const string File = "file";

    /// <summary>The last segment of the key.</summary>
    public string Name => Key.TrimEnd('/').Split('/')[^1];

    /// <summary>The path of a file URI.</summary>
    internal string LocalPath => "/" + Key;

    /// <summary>The URI, or an <see cref="FormatException"/> that says what is wrong with it.</summary>
    public static ObjectUri Parse(string text) =>
        TryParse(text, out ObjectUri uri, out string? problem) ? uri : throw new FormatException(problem);

    /// <summary>Whether <paramref name="text"/> is such a URI, and if not, why.</summary>
    public static bool TryParse(string? text, out ObjectUri uri, [NotNullWhen(false)] out string? problem)
    {
        uri = default;
        problem = string.IsNullOrEmpty(text) ? "the URI is empty"
            : text.Contains('?') || text.Contains('#') ? $"'{text}' has a query or a fragment"
            : text.StartsWith("s3://", StringComparison.Ordinal) ? ParseS3(text, out uri)
            : text.StartsWith("file:///", StringComparison.Ordinal) ? ParseFile(text, out uri)
            : $"'{text}' starts with neither s3:// nor file:///";
        return problem is null;
    }

    /// <summary>What lies at <paramref name="relative"/> below this folder.</summary>
    public ObjectUri Append(string relative)
    {
        if (ProblemOf(relative) is { } problem) throw new FormatException($"'{relative}' cannot be below {this}: {problem}");
        return this with { Key = FolderKey + relative };
    }

    /// <summary>The URI's text, which parses to the same URI.</summary>
    public override string ToString() => Scheme == File
        ? "file:///" + Key.Replace("%", "%25").Replace("?", "%3F").Replace("#", "%23").Replace(" ", "%20")
        : $"{Scheme}://{Bucket}/{Key}";

    /// <summary>The key with a slash behind it, as the prefix of everything below; empty for a bucket's root.</summary>
    internal string FolderKey => Key.Length == 0 || Key.EndsWith('/') ? Key : Key + "/";

    private static string? ParseS3(string text, out ObjectUri uri)
    {
        string rest = text["s3://".Length..];
        int slash = rest.IndexOf('/');
        uri = slash < 0 ? new ObjectUri(S3, rest, "") : new ObjectUri(S3, rest[..slash], rest[(slash + 1)..]);
        return !BucketName().IsMatch(uri.Bucket) ? $"'{text}' names no valid bucket"
            : uri.Key.Length > 0 && ProblemOf(uri.Key) is { } problem ? $"'{text}' is no valid URI: {problem}"
            : null;
    }

    private static string? ParseFile(string text, out ObjectUri uri)
    {
        uri = new ObjectUri(File, "", Uri.UnescapeDataString(text["file:///".Length..]));
        return uri.Key.Length > 0 && ProblemOf(uri.Key) is { } problem ? $"'{text}' is no valid URI: {problem}" : null;
    }

    private static string? ProblemOf(string path)
    {
        if (path.Length == 0) return "the path is empty";
        if (path.StartsWith('/')) return "it starts with a slash";
        if (path.Any(char.IsControl)) return "it has control characters";
        string[] segments = path.Split('/');
        if (segments.SkipLast(1).Contains("")) return "it has an empty segment";
        return segments.Any(segment => segment is "." or "..") ? "it has a '.' or '..' segment" : null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex BucketName();
}
