namespace FineTuneTrainer.Core.ChatTemplates.Jinja;

/// <summary>What a piece of a template is.</summary>
internal enum LexemeKind
{
    Data,
    VariableBegin,
    VariableEnd,
    BlockBegin,
    BlockEnd,
    Name,
    Text,
    Integer,
    Float,
    Operator,
    End,
}

/// <summary>A piece of a template with the line it stands on.</summary>
internal readonly record struct Lexeme(LexemeKind Kind, string Value, int Line);
