using System.Globalization;
using System.Text.Json.Nodes;

namespace DevCluster.Api.Tables;

/// <summary>Durations as kubectl shows them: the two largest units that matter, or one.</summary>
internal static class Ages
{
    public const string Unknown = "<unknown>";

    public static string Since(JsonNode? time, DateTimeOffset now) => Parse(time) is { } then ? Text(now - then) : Unknown;

    public static DateTimeOffset? Parse(JsonNode? time)
        => time is JsonValue value && value.TryGetValue(out string? text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed)
                ? parsed
                : null;

    public static string Text(TimeSpan age)
    {
        long seconds = (long)age.TotalSeconds;
        long minutes = seconds / 60;
        long hours = minutes / 60;
        return (seconds, minutes, hours) switch
        {
            ( < -1, _, _) => "<invalid>",
            ( < 0, _, _) => "0s",
            ( < 120, _, _) => $"{seconds}s",
            (_, < 10, _) => Two(minutes, "m", seconds % 60, "s"),
            (_, < 180, _) => $"{minutes}m",
            (_, _, < 8) => Two(hours, "h", minutes % 60, "m"),
            (_, _, < 48) => $"{hours}h",
            (_, _, < 192) => Two(hours / 24, "d", hours % 24, "h"),
            (_, _, < 17520) => $"{hours / 24}d",
            (_, _, < 70080) => Two(hours / 24 / 365, "y", hours / 24 % 365, "d"),
            _ => $"{hours / 24 / 365}y",
        };
    }

    private static string Two(long large, string unit, long small, string smallUnit)
        => small == 0 ? $"{large}{unit}" : $"{large}{unit}{small}{smallUnit}";
}
