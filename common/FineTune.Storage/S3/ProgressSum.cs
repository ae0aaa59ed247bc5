namespace FineTune.Storage.S3;

/// <summary>Adds up what parallel work has done, and reports it in order.</summary>
internal sealed class ProgressSum(IProgress<long>? target)
{
    private readonly Lock _lock = new();
    private long _sum;

    public void Add(long bytes)
    {
        lock (_lock) target?.Report(_sum += bytes);
    }
}
