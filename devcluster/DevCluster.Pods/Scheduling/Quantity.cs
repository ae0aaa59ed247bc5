using System.Globalization;

namespace DevCluster.Pods.Scheduling;

/// <summary>Kubernetes quantities: 500m, 2, 1Gi, 100M.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Units =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("Ti", 1024m * 1024 * 1024 * 1024), ("Pi", 1024m * 1024 * 1024 * 1024 * 1024),
        ("m", 0.001m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m),
    ];

    public static decimal Parse(string text)
    {
        foreach ((string suffix, decimal factor) in Units)
            if (text.EndsWith(suffix, StringComparison.Ordinal)) return decimal.Parse(text[..^suffix.Length], CultureInfo.InvariantCulture) * factor;
        return decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
