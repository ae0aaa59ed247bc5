using System.Text.Json;
using static FineTuneTrainer.Core.Tests.Metrics.MetricsGolden;

namespace FineTuneTrainer.Core.Tests.Metrics.Text;

/// <summary>The corpora that sacreBLEU scored.</summary>
internal sealed record Corpus(string[] Hypotheses, string[][] References)
{
    /// <summary>The references of one sentence.</summary>
    public string[] Of(int sentence) => [.. References.Select(stream => stream[sentence])];

    public static Corpus Read(JsonElement golden)
    {
        JsonElement data = golden.TryGetProperty("data", out JsonElement name)
            ? MetricsGolden.Read("bleu.json").GetProperty("data").GetProperty(name.GetString()!)
            : golden.GetProperty("data_inline");
        return new Corpus(Texts(data.GetProperty("hypotheses")), [.. data.GetProperty("references").EnumerateArray().Select(Texts)]);
    }

    public static bool Flag(JsonElement settings, string name) => settings.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    public static TheoryData<int> Cases(string list) => [.. Enumerable.Range(0, MetricsGolden.Read("bleu.json").GetProperty(list).GetArrayLength())];

    public static JsonElement Case(string list, int index) => MetricsGolden.Read("bleu.json").GetProperty(list)[index];
}
