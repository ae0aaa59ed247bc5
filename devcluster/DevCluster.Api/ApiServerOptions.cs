using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevCluster.Api;

/// <summary>What an embedded API server is started with.</summary>
public sealed record ApiServerOptions
{
    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; }

    /// <summary>Where the log, the signing key, the certificate and ca.crt are kept; null keeps everything in memory.</summary>
    public string? DataDirectory { get; init; }

    public IReadOnlyList<StaticToken> Tokens { get; init; } = [];
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where defects of the server are reported.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Whether every namespace gets the ServiceAccount "default", and every pod without an account runs as it.</summary>
    public bool DefaultServiceAccounts { get; init; } = true;
}
