namespace FineTuneTrainer.Core.Data.Formats;

/// <summary>The columns that a reader of rows asks for: those every file must have, and those that it may have; <see cref="All"/> asks for everything.</summary>
public sealed record Columns(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    /// <summary>Every column is wanted, whatever its name.</summary>
    public bool All { get; init; }

    /// <summary>Columns that every file must have.</summary>
    public static Columns Of(params IReadOnlyList<string> required) => new(required, []);

    /// <summary>The column is asked for.</summary>
    public bool Wants(string column) => All || Required.Concat(Optional).Any(c => c == column || c.StartsWith(column + ".", StringComparison.Ordinal));
}
