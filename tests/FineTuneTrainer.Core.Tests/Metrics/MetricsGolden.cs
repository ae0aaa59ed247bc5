using System.Text.Json;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Metrics;

/// <summary>What scikit-learn, SciPy, sacreBLEU, rouge_score, seqeval and transformers computed.</summary>
internal static class MetricsGolden
{
    public const double Tolerance = 1e-12;

    public static JsonElement Read(string file) => JsonElement.Parse(File.ReadAllBytes(RepositoryFiles.Golden("metrics", file)));

    public static JsonElement Case(string file, string list, string name) =>
        Read(file).GetProperty(list).EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    public static TheoryData<string> Names(string file, string list) =>
        [.. Read(file).GetProperty(list).EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    /// <summary>A number; where the library warned it stands in an object beside the warning, and what JSON cannot say is a word.</summary>
    public static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Number(value.GetProperty("value")),
        JsonValueKind.String => double.Parse(value.GetString()!),
        _ => value.GetDouble(),
    };

    public static double Number(JsonElement row, string name) => Number(row.GetProperty(name));

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(Number)];

    public static double[] Numbers(JsonElement row, string name) => Numbers(row.GetProperty(name));

    public static int[] Ints(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];

    public static bool[] Flags(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt32() == 1)];

    public static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetString()!)];

    /// <summary>Equal within the tolerance, relative for values above 1.</summary>
    public static void Close(double expected, double actual)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected)) Assert.Equal(expected, actual);
        else Assert.Equal(expected, actual, Tolerance * Math.Max(1, Math.Abs(expected)));
    }

    public static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++) Close(expected[i], actual[i]);
    }
}
