namespace FineTune.Contract;

/// <summary>The commit point of a folder in the store: written last, it lists every file with its size and digest.</summary>
public sealed record ArtifactManifest
{
    /// <summary>The name of the object that holds it.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The version this build writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The format's version.</summary>
    public required int Version { get; init; }

    /// <summary>What the folder is: <c>run</c>, <c>checkpoint</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The uid of the run that wrote it.</summary>
    public required string RunUid { get; init; }

    /// <summary>The attempt that wrote it.</summary>
    public required int Epoch { get; init; }

    /// <summary>The optimizer step it stands at.</summary>
    public required int Step { get; init; }

    /// <summary>The digest of the run's inputs.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The files, by path ordinal.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }
}

/// <summary>One file of a committed folder.</summary>
public sealed record ManifestFile
{
    /// <summary>The path below the folder, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its digest, lower-case hex.</summary>
    public required string Sha256 { get; init; }
}
