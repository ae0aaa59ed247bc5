using System.Text.RegularExpressions;

namespace KubeOps.Transpiler.Kubernetes;

/// <summary>Orders API versions as Kubernetes does: v2, v1, v1beta2, v1beta1, v1alpha1, then other names.</summary>
public sealed partial class KubernetesVersionComparer : IComparer<string>
{
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return StringComparer.CurrentCulture.Compare(x, y);

        Match left = VersionPattern().Match(x);
        Match right = VersionPattern().Match(y);
        return (left.Success, right.Success) switch
        {
            (true, true) => Rank(left).CompareTo(Rank(right)),
            (true, false) => 1,
            (false, true) => -1,
            _ => StringComparer.CurrentCulture.Compare(x, y),
        };
    }

    private static (int Stability, long Major, long Minor) Rank(Match match)
    {
        int stability = match.Groups["stream"].Value switch
        {
            "alpha" => 0,
            "beta" => 1,
            _ => 2,
        };
        long minor = match.Groups["minor"].Success ? long.Parse(match.Groups["minor"].Value) : 0;
        return (stability, long.Parse(match.Groups["major"].Value), minor);
    }

    [GeneratedRegex("^v(?<major>[0-9]+)((?<stream>alpha|beta)(?<minor>[0-9]+))?$")]
    private static partial Regex VersionPattern();
}
