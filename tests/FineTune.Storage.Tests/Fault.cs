namespace FineTune.Storage.Tests;

/// <summary>What the proxy does to one request.</summary>
internal abstract record Fault
{
    /// <summary>Nothing.</summary>
    public sealed record None : Fault;

    /// <summary>Lets so many bytes of the answer through, then breaks the connection.</summary>
    public sealed record Cut(int Bytes) : Fault;

    /// <summary>Answers in the store's place.</summary>
    public sealed record Answer(int Status, string Body, string Headers = "") : Fault;

    /// <summary>Takes the request and never answers.</summary>
    public sealed record Stall : Fault;
}
