namespace FineTune.Contract;

/// <summary>The object store's address; keys come from the environment.</summary>
public sealed record StorageSpec
{
    /// <summary><c>http(s)://host:port</c>.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The region signatures name.</summary>
    public string Region { get; init; } = "us-east-1";
}

/// <summary>Where progress is reported.</summary>
public sealed record ProgressSpec
{
    /// <summary>The operator's endpoint, e.g. <c>http://finetune-operator.finetune-system.svc:8082/v1/progress</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Seconds between reports.</summary>
    public int EverySeconds { get; init; } = 5;
}
