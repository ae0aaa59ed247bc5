using System.Text.Json.Serialization;

namespace FineTune.Contract;

/// <summary>Shapes of the learning rate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SchedulerType>))]
public enum SchedulerType
{
    /// <summary>Warm-up, then a straight line to zero.</summary>
    Linear,

    /// <summary>Warm-up, then constant.</summary>
    Constant,

    /// <summary>Warm-up, then half a cosine to zero.</summary>
    Cosine,
}

/// <summary>Arithmetic of linear layers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PrecisionType>))]
public enum PrecisionType
{
    /// <summary>BF16 where the device computes it faster, else FP32.</summary>
    Auto,

    /// <summary>Single precision.</summary>
    FP32,

    /// <summary>bfloat16 products around fp32 master weights.</summary>
    BF16,
}

/// <summary>The product a linear layer uses.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LinearKernelType>))]
public enum LinearKernelType
{
    /// <summary>The fastest, by measurement at start.</summary>
    Auto,

    /// <summary><c>torch.nn.functional.linear</c> in fp32.</summary>
    Native,

    /// <summary>oneDNN's linear in fp32.</summary>
    OneDnn,

    /// <summary><c>linear</c> in bf16 around fp32 masters.</summary>
    BF16,
}
