using FineTune.Contract;

namespace FineTuneTrainer.Core.Methods;

/// <summary>Makes the method a spec names.</summary>
public static class MethodCatalog
{
    /// <summary>The method.</summary>
    public static IMethod Of(MethodSpec spec) => spec.Type switch
    {
        MethodType.Full => new FullMethod(),
        MethodType.Freeze => new FreezeMethod(spec.Freeze?.TrainableLayers ?? 0),
        MethodType.LoRA => new LoraMethod(spec.Lora ?? throw new MethodException("method.lora is missing")),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Type, "no such method"),
    };
}
