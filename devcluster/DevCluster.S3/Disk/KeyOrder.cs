namespace DevCluster.S3.Disk;

/// <summary>The order S3 lists in: by the bytes of the key's UTF-8.</summary>
internal sealed class KeyOrder : IComparer<StoredObject>
{
    public static readonly KeyOrder Objects = new();

    public int Compare(StoredObject? x, StoredObject? y) => Compare(x!.Key, y!.Key);

    public static int Compare(string x, string y)
    {
        int same = x.AsSpan().CommonPrefixLength(y);
        if (same == x.Length || same == y.Length) return x.Length.CompareTo(y.Length);
        // UTF-8 puts what UTF-16 writes as a pair behind everything else.
        (char a, char b) = (x[same], y[same]);
        return char.IsSurrogate(a) != char.IsSurrogate(b) ? char.IsSurrogate(a).CompareTo(char.IsSurrogate(b)) : a.CompareTo(b);
    }
}
