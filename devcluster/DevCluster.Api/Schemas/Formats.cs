using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace DevCluster.Api.Schemas;

/// <summary>The string formats that a server checks; it ignores those that it does not know.</summary>
internal static partial class Formats
{
    public static bool IsValid(string format, string text) => format switch
    {
        "date-time" => DateTimePattern().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "duration" => DurationPattern().IsMatch(text),
        "byte" => Base64.IsValid(Encoding.UTF8.GetBytes(text)),
        "email" => MailAddress.TryCreate(text, out _),
        "ipv4" => IPAddress.TryParse(text, out IPAddress? four) && four.AddressFamily == AddressFamily.InterNetwork && text.Count(letter => letter == '.') == 3,
        "ipv6" => IPAddress.TryParse(text, out IPAddress? six) && six.AddressFamily == AddressFamily.InterNetworkV6,
        "cidr" => IPNetwork.TryParse(text, out _),
        "mac" => MacPattern().IsMatch(text),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uuid" or "uuid3" or "uuid4" or "uuid5" => Guid.TryParseExact(text, "D", out _) || Guid.TryParseExact(text, "N", out _),
        "hostname" => HostPattern().IsMatch(text),
        _ => true,
    };

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})$")]
    private static partial Regex DateTimePattern();

    [GeneratedRegex(@"^[+-]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+)$")]
    private static partial Regex DurationPattern();

    [GeneratedRegex(@"^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$")]
    private static partial Regex MacPattern();

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$")]
    private static partial Regex HostPattern();
}
