namespace FineTune.Storage.Tests;

/// <summary>Keeps the last progress, and that it never went back.</summary>
internal sealed class Steps : IProgress<long>
{
    private readonly Lock _lock = new();

    public long Last { get; private set; }

    public void Report(long value)
    {
        lock (_lock)
        {
            Assert.InRange(value, Last, long.MaxValue);
            Last = value;
        }
    }
}
