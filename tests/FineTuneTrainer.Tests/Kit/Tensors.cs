using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace FineTuneTrainer.Tests.Kit;

/// <summary>A safetensors file's tensors as bytes, read without the code under test.</summary>
internal static class Tensors
{
    public static IReadOnlyDictionary<string, byte[]> Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        var header = JsonNode.Parse(file.AsSpan(8, length))!.AsObject();
        return header.Where(pair => pair.Key != "__metadata__").ToDictionary(pair => pair.Key, pair =>
        {
            var offsets = pair.Value!["data_offsets"]!;
            return file[(8 + length + (int)offsets[0]!)..(8 + length + (int)offsets[1]!)];
        });
    }
}
