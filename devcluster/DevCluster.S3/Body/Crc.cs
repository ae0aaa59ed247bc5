namespace DevCluster.S3.Body;

/// <summary>A reflected cyclic redundancy check, of 32 or 64 bits.</summary>
internal sealed class Crc
{
    private readonly ulong[] _table;
    private readonly ulong _ones;
    private readonly int _bytes;
    private ulong _value;

    private Crc(ulong reflectedPolynomial, int bytes)
    {
        _bytes = bytes;
        _ones = bytes == 8 ? ulong.MaxValue : uint.MaxValue;
        _value = _ones;
        _table = [.. Enumerable.Range(0, 256).Select(i => Entry((ulong)i, reflectedPolynomial))];
    }

    /// <summary>CRC-32 (ISO-HDLC).</summary>
    public static Crc Crc32() => new(0xEDB88320, 4);

    /// <summary>CRC-32C (Castagnoli).</summary>
    public static Crc Crc32C() => new(0x82F63B78, 4);

    /// <summary>CRC-64/NVME.</summary>
    public static Crc Crc64Nvme() => new(0x9A6C9329AC4BC9B5, 8);

    public void Append(ReadOnlySpan<byte> data)
    {
        ulong value = _value;
        foreach (byte b in data) value = _table[(byte)(value ^ b)] ^ (value >> 8);
        _value = value;
    }

    /// <summary>The check, in network order.</summary>
    public byte[] Finish()
    {
        ulong value = _value ^ _ones;
        return [.. Enumerable.Range(1, _bytes).Select(i => (byte)(value >> (8 * (_bytes - i))))];
    }

    private static ulong Entry(ulong value, ulong polynomial)
    {
        for (int bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? (value >> 1) ^ polynomial : value >> 1;
        return value;
    }
}
