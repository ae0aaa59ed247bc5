using DevCluster.S3.Errors;

namespace DevCluster.S3.Disk;

/// <summary>What must be true of a key at the moment it is written.</summary>
internal readonly record struct Precondition(bool MustBeAbsent, string? Tag)
{
    public static Precondition None => default;

    /// <summary>Refuses the write when it does not hold.</summary>
    public void Check(StoredObject? current)
    {
        if (MustBeAbsent && current is not null) throw new S3Exception(S3Errors.PreconditionFailed);
        if (Tag is null) return;
        if (current is null) throw new S3Exception(S3Errors.NoSuchKey);
        if (Tag != "*" && Tag != current.ETag) throw new S3Exception(S3Errors.PreconditionFailed);
    }
}
