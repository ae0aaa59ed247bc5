namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>A step of a compiled regular expression; it knows the step behind it.</summary>
internal interface INode
{
    /// <summary>The ASCII characters that a match may begin with; all of them where it may be empty.</summary>
    UInt128 FirstAscii { get; }

    /// <summary>Where a match of this and all following steps ends, or -1.</summary>
    int Match(ReadOnlySpan<char> text, int at);
}
