using System.Globalization;

namespace KubeOps.Tests.Surface;

/// <summary>Prints constants as C# writes them.</summary>
internal static class Literal
{
    public static string Of(object? value, string? enumName) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum item => string.Join(" | ", item.ToString().Split(", ").Select(name => $"{enumName ?? item.GetType().Name}.{name}")),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
