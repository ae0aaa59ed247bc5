using System.Text.Json.Nodes;
using FineTuneTrainer.Core.Models;

namespace FineTuneTrainer.Run.Tasks;

/// <summary>The width of a perceptron's input, which the data decide.</summary>
internal static class InputSize
{
    private const string Field = "input_size";

    /// <summary>Fills it in where it is absent, and refuses another.</summary>
    public static void Complete(JsonObject config, long numbers, string what)
    {
        if (config["model_type"]?.ToString() != "mlp")
            return;
        config.TryAdd(Field, (int)numbers);
        if (config[Field]?.ToJsonString() is { } given && given != $"{numbers}")
            throw new ModelIncompatibleException([$"config.json: {Field} is {given}, the data have {what}: {numbers} numbers"]);
    }
}
