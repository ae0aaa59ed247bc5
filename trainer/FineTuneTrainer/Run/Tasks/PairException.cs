namespace FineTuneTrainer.Run.Tasks;

/// <summary>An answer that cannot be encoded behind its prompt.</summary>
internal sealed class PairException(string message, string hint) : Exception(message)
{
    /// <summary>What to do.</summary>
    public string Hint { get; } = hint;
}
