using System.Text.RegularExpressions;

namespace DevCluster.Api.Kinds;

/// <summary>The order in which a group's versions are preferred: stable before beta before alpha, newer before older.</summary>
internal static partial class VersionOrder
{
    public static (int Stage, int Major, int Minor) Rank(string version)
    {
        Match match = Form().Match(version);
        if (!match.Success) return (3, 0, 0);
        int stage = match.Groups["stage"].Value switch { "" => 0, "beta" => 1, _ => 2 };
        return (stage, -int.Parse(match.Groups["major"].Value), match.Groups["minor"].Value.Length == 0 ? 0 : -int.Parse(match.Groups["minor"].Value));
    }

    [GeneratedRegex(@"^v(?<major>\d{1,8})((?<stage>alpha|beta)(?<minor>\d{1,8}))?$")]
    private static partial Regex Form();
}
