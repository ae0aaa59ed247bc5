using System.Globalization;
using System.Text;

namespace DevCluster.Pods.Logs;

/// <summary>The log of one run: each line begins with the time it was seen at, always as long.</summary>
internal static class LogFile
{
    public const string Name = "log";
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'";

    /// <summary>The length of a stamp with the space after it.</summary>
    public const int StampLength = 31;

    public static byte[] Stamp(DateTimeOffset time) => Encoding.ASCII.GetBytes(time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture) + " ");

    public static DateTimeOffset TimeOf(ReadOnlySpan<byte> line)
        => DateTimeOffset.ParseExact(Encoding.ASCII.GetString(line[..(StampLength - 1)]), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
