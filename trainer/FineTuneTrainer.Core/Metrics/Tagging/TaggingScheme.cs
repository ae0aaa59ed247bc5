namespace FineTuneTrainer.Core.Metrics.Tagging;

/// <summary>How entities are read from tags.</summary>
public enum TaggingScheme
{
    /// <summary>seqeval's default, as conlleval: forgiving, an I- without its B- starts an entity; knows B I O E S.</summary>
    Lenient,

    /// <summary>Strict IOB2: an entity starts at B- alone.</summary>
    Iob2,

    /// <summary>Strict IOBES: an entity is S-, or starts at B- and ends at E-.</summary>
    Iobes,
}
