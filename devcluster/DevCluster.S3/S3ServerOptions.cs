namespace DevCluster.S3;

/// <summary>Where the S3 store listens, where its objects lie, and who may use it.</summary>
public sealed record S3ServerOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The folder of buckets and objects; they survive a restart.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Secret key by access key; each may do everything.</summary>
    public required IReadOnlyDictionary<string, string> Keys { get; init; }

    /// <summary>The region signatures have to name.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
