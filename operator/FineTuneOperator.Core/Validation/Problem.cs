namespace FineTuneOperator.Core;

/// <summary>One thing that is wrong with a manifest.</summary>
/// <param name="Field">Where.</param>
/// <param name="Message">What, with the value.</param>
/// <param name="Fix">What to do.</param>
public sealed record Problem(string Field, string Message, string Fix)
{
    /// <summary>All of them as one text, a line each.</summary>
    public static string Join(IEnumerable<Problem> problems) => string.Join('\n', problems);

    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Message}; {Fix}";
}
