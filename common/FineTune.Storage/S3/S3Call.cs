using System.Net;

namespace FineTune.Storage.S3;

/// <summary>One request to a store, made anew for every try.</summary>
internal sealed record S3Call(HttpMethod Method, ObjectUri Uri)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>The subresource and its parameters.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = None;

    /// <summary>Headers the signature covers, in lower case.</summary>
    public IReadOnlyDictionary<string, string> SignedHeaders { get; init; } = None;

    /// <summary>Headers the signature does not cover.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = None;

    /// <summary>Makes the body.</summary>
    public Func<StallGuard, HttpContent>? Content { get; init; }

    /// <summary>Whether the store has long work to do before it answers.</summary>
    public bool IsSlow { get; init; }

    /// <summary>The statuses that are an answer; every other one is a failure.</summary>
    public IReadOnlyList<HttpStatusCode> Answers { get; init; } = [HttpStatusCode.OK];
}
