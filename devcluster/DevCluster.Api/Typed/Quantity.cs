using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DevCluster.Api.Typed;

/// <summary>An amount of a resource, such as 500m or 64Gi, in its canonical form: the largest suffix that needs no fraction.</summary>
internal static partial class Quantity
{
    private const string Pattern = "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private static readonly string[] Decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] Binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
    private static readonly BigInteger Nano = BigInteger.Pow(10, 9);

    public static JsonNode Canonical(string text)
    {
        BigInteger nanos = Nanos(text);
        bool binary = text.EndsWith('i') && BigInteger.Abs(nanos) >= 1024 * Nano;
        if (nanos.IsZero) return "0";
        return binary ? Shorten(RoundUp(nanos, Nano), 1024, Binary, 0) : Shorten(nanos, 1000, Decimal, 0);
    }

    /// <summary>The amount in units of 10⁻⁹, rounded away from zero.</summary>
    public static BigInteger Nanos(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success) throw new GoDecodingException($"quantities must match the regular expression {Pattern}");
        string suffix = match.Groups["suffix"].Value;
        string digits = match.Groups["whole"].Value + match.Groups["fraction"].Value;
        BigInteger value = digits.Length == 0 ? 0 : BigInteger.Parse(digits);
        if (match.Groups["sign"].Value == "-") value = -value;
        var scale = BigInteger.Pow(10, match.Groups["fraction"].Length);
        int binary = Array.IndexOf(Binary, suffix);
        int exponent = suffix is ['e' or 'E', _, ..] ? int.Parse(suffix[1..]) : (Array.IndexOf(Decimal, suffix) - 3) * 3;
        BigInteger factor = binary > 0 ? BigInteger.Pow(1024, binary) : BigInteger.Pow(10, Math.Max(exponent, 0));
        if (binary <= 0 && exponent < 0) scale *= BigInteger.Pow(10, -exponent);
        return RoundUp(value * factor * Nano, scale);
    }

    private static string Shorten(BigInteger value, int step, string[] suffixes, int at)
    {
        while (at < suffixes.Length - 1 && value % step == 0)
        {
            value /= step;
            at++;
        }

        return value + suffixes[at];
    }

    private static BigInteger RoundUp(BigInteger value, BigInteger divisor)
    {
        var whole = BigInteger.DivRem(value, divisor, out BigInteger rest);
        return rest.IsZero ? whole : whole + value.Sign;
    }

    [GeneratedRegex(@"^(?<sign>[+-]?)(?<whole>\d*)(\.(?<fraction>\d*))?(?<suffix>|n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)$(?<=\d.*)")]
    private static partial Regex Form();
}
