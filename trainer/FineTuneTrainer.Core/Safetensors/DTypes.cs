using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Safetensors;

/// <summary>The dtypes of safetensors that libtorch has.</summary>
internal static class DTypes
{
    private static readonly (string Name, ScalarType Type, int Size)[] All =
    [
        ("F64", ScalarType.Float64, 8), ("F32", ScalarType.Float32, 4), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4), ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1), ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    public static string Names { get; } = string.Join(", ", All.Select(entry => entry.Name));

    public static ScalarType? Parse(string name)
    {
        var found = Array.FindIndex(All, entry => entry.Name == name);
        return found < 0 ? null : All[found].Type;
    }

    public static string NameOf(ScalarType type) =>
        Array.Find(All, entry => entry.Type == type).Name ?? throw new SafetensorsException($"{type} has no safetensors dtype");

    public static int SizeOf(ScalarType type) => Array.Find(All, entry => entry.Type == type).Size;
}
