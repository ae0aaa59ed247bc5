using DevCluster.Pods.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevCluster.Pods;

/// <summary>What the part of a cluster that runs things is started with.</summary>
public sealed record PodsOptions
{
    /// <summary>The API server, over http or over https that this machine trusts.</summary>
    public required Uri ApiServer { get; init; }

    /// <summary>The token of a user who may do everything.</summary>
    public required string Token { get; init; }

    /// <summary>The address that pods are told in KUBERNETES_SERVICE_HOST and _PORT; the API server's own when null.</summary>
    public Uri? AddressForPods { get; init; }

    /// <summary>Where pods keep their volumes, logs and states.</summary>
    public required string Directory { get; init; }

    /// <summary>The file that says what an image runs.</summary>
    public required string ImagesFile { get; init; }

    /// <summary>The fake nodes.</summary>
    public IReadOnlyList<NodeSpec> Nodes { get; init; } = [new("devcluster-node-1")];

    /// <summary>The clock of the controllers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the loops say what they have to try again.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
