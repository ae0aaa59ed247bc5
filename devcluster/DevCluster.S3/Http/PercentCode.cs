using System.Text;

namespace DevCluster.S3.Http;

/// <summary>Percent encoding as signature v4 has it: all but letters, digits and <c>-_.~</c>.</summary>
internal static class PercentCode
{
    private const string Unreserved = "-_.~";

    public static string Encode(string text, bool keepSlash = false)
    {
        StringBuilder encoded = new(text.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c) || (keepSlash && c == '/')) encoded.Append(c);
            else encoded.Append('%').Append(b.ToString("X2"));
        }

        return encoded.ToString();
    }

    /// <summary>Undoes %XX; in a query a plus is a blank.</summary>
    public static string Decode(string text, bool query = false) => Uri.UnescapeDataString(query ? text.Replace('+', ' ') : text);
}
