using FineTuneTrainer.Core.Data.Formats;

namespace FineTuneTrainer.Core.Data.Rows;

/// <summary>Reads lists of messages, with the names of their members and roles, and checks that they are a conversation.</summary>
internal sealed class MessageReader(string roleName, string contentName, IReadOnlyDictionary<string, Role> roles)
{
    /// <summary>OpenAI's and transformers' form: role and content.</summary>
    public static MessageReader Messages { get; } = new("role", "content", new Dictionary<string, Role>
    {
        ["system"] = Role.System,
        ["developer"] = Role.System,
        ["user"] = Role.User,
        ["assistant"] = Role.Assistant,
        ["tool"] = Role.Tool,
    });

    /// <summary>ShareGPT's form: from and value.</summary>
    public static MessageReader ShareGpt { get; } = new("from", "value", new Dictionary<string, Role>
    {
        ["system"] = Role.System,
        ["human"] = Role.User,
        ["user"] = Role.User,
        ["gpt"] = Role.Assistant,
        ["assistant"] = Role.Assistant,
        ["tool"] = Role.Tool,
        ["observation"] = Role.Tool,
    });

    /// <summary>The messages of a list; null with problems if any is no good.</summary>
    public List<Message>? Read(FieldReader fields, FieldValue value, string column)
    {
        if (value.Items is not { } items)
        {
            fields.Refuse("the messages are not a list", $"write [{{\"{roleName}\": \"user\", \"{contentName}\": \"...\"}}, ...]", column);
            return null;
        }

        if (items.Count == 0) fields.Refuse("there are no messages", null, column);
        List<Message> messages = [];
        for (int i = 0; i < items.Count; i++)
        {
            if (One(fields, items[i], i + 1, column) is { } message) messages.Add(message);
        }

        for (int i = 1; i < messages.Count; i++)
        {
            if (messages[i].Role == Role.System) fields.Refuse($"message {i + 1} is the system's", "a system message stands first", column);
        }

        return fields.IsGood ? messages : null;
    }

    /// <summary>Read messages end with the assistant's, the one to learn.</summary>
    public static void CheckEnd(FieldReader fields, IReadOnlyList<Message> messages, string column)
    {
        if (messages.All(m => m.Role != Role.Assistant)) fields.Refuse("no message is the assistant's", "there is nothing to learn from", column);
        else if (messages[^1].Role != Role.Assistant) fields.Refuse("the last message is not the assistant's", "nothing is learned from turns after the last answer", column);
    }

    private Message? One(FieldReader fields, FieldValue item, int number, string column)
    {
        if (!item.TryMember(roleName, out FieldValue role) || !role.TryText(out string? who) || who is null)
        {
            fields.Refuse($"message {number} has no '{roleName}'", null, column);
            return null;
        }

        if (!roles.TryGetValue(who, out Role known))
        {
            fields.Refuse($"message {number} has the unknown role '{who}'", $"roles are: {string.Join(", ", roles.Keys)}", column);
            return null;
        }

        if (!item.TryMember(contentName, out FieldValue content))
        {
            fields.Refuse($"message {number} has no '{contentName}'", null, column);
            return null;
        }

        string? text = content.Items is { } parts ? Joined(fields, parts, number, column) : Plain(fields, content, column);
        if (text is null) return null;
        if (string.IsNullOrWhiteSpace(text)) fields.Refuse($"message {number} is empty", null, column);
        return new Message(known, text);
    }

    private static string? Plain(FieldReader fields, FieldValue content, string column) => fields.Plain(content, column, out string? text) ? text ?? "" : null;

    // Content in parts, of which only text can be used.
    private static string? Joined(FieldReader fields, IReadOnlyList<FieldValue> parts, int number, string column)
    {
        var text = new System.Text.StringBuilder();
        foreach (FieldValue part in parts)
        {
            string? type = part.TryMember("type", out FieldValue given) && given.TryText(out string? name) ? name : null;
            if (type != "text" || !part.TryMember("text", out FieldValue value) || !value.TryText(out string? piece))
            {
                fields.Refuse($"message {number} has a part of the type '{type}'", "parts of the type 'text' can be used", column);
                return null;
            }

            text.Append(piece);
        }

        return text.ToString();
    }
}
