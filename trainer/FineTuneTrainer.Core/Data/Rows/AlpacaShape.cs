using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>
/// Alpaca's form: instruction, optional input, output, optional system. The user's turn is the instruction and, where there is one, the input on a new
/// line; the model's own chat template does the rest.
/// </summary>
public sealed class AlpacaShape(string instruction = "instruction", string input = "input", string output = "output", string system = "system") : IRowShape<ConversationRow>
{
    /// <inheritdoc/>
    public Columns Columns { get; } = new([instruction, output], [input, system]);

    /// <inheritdoc/>
    public ConversationRow? Read(DataRecord record, ProblemList problems)
    {
        var fields = new FieldReader(record, problems);
        string asked = fields.Text(instruction, "instruction"), answered = fields.Text(output, "output");
        List<Message> messages = [];
        if (fields.OptionalText(system) is { Length: > 0 } rules) messages.Add(new Message(Role.System, rules));
        messages.Add(new Message(Role.User, fields.OptionalText(input) is { Length: > 0 } more ? $"{asked}\n{more}" : asked));
        messages.Add(new Message(Role.Assistant, answered));
        return fields.IsGood ? new ConversationRow(messages, record.Number) : null;
    }
}
