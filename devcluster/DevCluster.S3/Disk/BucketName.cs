using System.Text.RegularExpressions;

namespace DevCluster.S3.Disk;

/// <summary>What a bucket may be called; such a name is a safe folder name too.</summary>
internal static partial class BucketName
{
    public static bool IsValid(string name) => Pattern().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Pattern();
}
