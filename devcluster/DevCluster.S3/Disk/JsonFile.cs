using System.Text.Json;

namespace DevCluster.S3.Disk;

/// <summary>Records on disk: each appears whole or not at all.</summary>
internal static class JsonFile
{
    public static T Read<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllBytes(path)) ?? throw new InvalidDataException($"{path} is empty.");

    public static void Write<T>(string path, T value)
    {
        string aside = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(value));
        File.Move(aside, path, overwrite: true);
    }
}
