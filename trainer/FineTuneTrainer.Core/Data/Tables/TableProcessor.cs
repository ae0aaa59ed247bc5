using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Data.Rows;

namespace FineTuneTrainer.Core.Data.Tables;

/// <summary>
/// How a table's row becomes a model's input: these columns in this order, each minus the training rows' mean, over their standard deviation (of the
/// population, as scikit-learn's StandardScaler; 1 for a column that never varies).
/// </summary>
public sealed record TableProcessor(IReadOnlyList<string> Features, IReadOnlyList<double> Mean, IReadOnlyList<double> Deviation)
{
    /// <summary>The numbers of training rows.</summary>
    public static TableProcessor Of(IReadOnlyList<string> features, IReadOnlyList<TabularRow> rows)
    {
        double[] mean = [.. features.Select((_, column) => rows.Average(row => row.Features[column]))];
        double[] deviation = [.. features.Select((_, column) => Math.Sqrt(rows.Average(row => Square(row.Features[column] - mean[column]))))];
        return new TableProcessor(features, mean, [.. deviation.Select(value => value == 0 ? 1 : value)]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; an <see cref="InvalidDataException"/> says what is wrong.</summary>
    public static TableProcessor Read(JsonObject config)
    {
        var processor = new TableProcessor(List<string>(config, "features"), List<double>(config, "mean"), List<double>(config, "std"));
        bool isWhole = processor.Features.Count > 0 && processor.Mean.Count == processor.Features.Count && processor.Deviation.Count == processor.Features.Count;
        return isWhole && processor.Deviation.All(value => value > 0)
            ? processor
            : throw new InvalidDataException($"preprocessor_config.json: features ({processor.Features.Count}), mean ({processor.Mean.Count}) and std ({processor.Deviation.Count}) must be lists of one length, std above 0.");
    }

    /// <summary>As preprocessor_config.json.</summary>
    public JsonObject Write() => new()
    {
        ["features"] = new JsonArray([.. Features.Select(name => (JsonNode)name)]),
        ["mean"] = new JsonArray([.. Mean.Select(value => (JsonNode)value)]),
        ["std"] = new JsonArray([.. Deviation.Select(value => (JsonNode)value)]),
    };

    /// <summary>A row's numbers as the model reads them.</summary>
    public float[] Apply(IReadOnlyList<double> numbers) => [.. numbers.Select((value, column) => (float)((value - Mean[column]) / Deviation[column]))];

    private static double Square(double value) => value * value;

    private static List<T> List<T>(JsonObject config, string name) =>
        config[name] is JsonArray array && array.All(item => item is JsonValue value && value.TryGetValue<T>(out _))
            ? [.. array.Select(item => item!.GetValue<T>())]
            : throw new InvalidDataException($"preprocessor_config.json: '{name}' is missing or not understood.");
}
