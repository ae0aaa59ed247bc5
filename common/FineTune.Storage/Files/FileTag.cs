using System.Security.Cryptography;

namespace FineTune.Storage.Files;

/// <summary>The tag of a file's version.</summary>
internal static class FileTag
{
    private const int MostHashed = 1 << 16;

    /// <summary>Small files, the ones conditional writes are for, are told apart by content; large ones by length and time.</summary>
    public static string Of(FileInfo file) => file.Length <= MostHashed
        ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.FullName)).AsSpan(0, 16))
        : $"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}";
}
