namespace FineTune.Bench;

/// <summary>A BERT shape and batch, with what a prototype took on an AMD Zen 5 with two cores (fp32 over oneDNN; bf16), in ms.</summary>
internal sealed record Shape(string Name, int Hidden, int Layers, int Heads, int Intermediate, int Vocabulary, int Rows, int Length, double ReferenceFp32, double ReferenceBf16)
{
    public static IReadOnlyList<Shape> All { get; } =
    [
        new("small H128 L2 B16 S64", 128, 2, 2, 512, 1000, 16, 64, 23, double.NaN),
        new("minilm-l6 B16 S64", 384, 6, 12, 1536, 11_000, 16, 64, 258, 238),
        new("BERT-base B8 S128", 768, 12, 12, 3072, 30_522, 8, 128, 1920, 1262),
    ];

    /// <summary>Floating point operations of a step's products: forward once, backward twice, 2 a multiply-add.</summary>
    public double Flops
    {
        get
        {
            var perToken = Layers * ((4.0 * Hidden * Hidden) + (2.0 * Hidden * Intermediate) + (2.0 * Length * Hidden));
            return 6 * perToken * Rows * Length;
        }
    }
}
