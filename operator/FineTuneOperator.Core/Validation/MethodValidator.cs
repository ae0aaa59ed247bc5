using FineTuneOperator.Api;

namespace FineTuneOperator.Core;

/// <summary>Checks the method: exactly the part that its type names.</summary>
internal static class MethodValidator
{
    public static void Check(ProblemList problems, MethodSection method)
    {
        problems.OneOf("spec.method.type", method.Type, "Full", "Freeze", "LoRA");
        problems.Check(method.Lora is null || method.Type == "LoRA", "spec.method.lora", $"is set beside type {method.Type}", "remove it, or set type to LoRA");
        problems.Check(method.Freeze is null || method.Type == "Freeze", "spec.method.freeze", $"is set beside type {method.Type}", "remove it, or set type to Freeze");
        problems.Check(method.Type != "LoRA" || method.Lora is not null, "spec.method.lora", "is missing", "set rank, alpha and targetModules");
        if (method.Lora is { } lora) CheckLora(problems, lora);
        problems.Check(method.Freeze is not { TrainableLayers: < 0 }, "spec.method.freeze.trainableLayers", "is negative", "use 0 or more");
    }

    private static void CheckLora(ProblemList problems, LoraSection lora)
    {
        problems.Check(lora.Rank >= 1, "spec.method.lora.rank", $"{lora.Rank} is too small", "use at least 1");
        problems.Check(lora.Alpha >= 1, "spec.method.lora.alpha", $"{lora.Alpha} is too small", "use at least 1");
        problems.Decimal("spec.method.lora.dropout", lora.Dropout, value => value is >= 0 and < 1, "use 0 or more and less than 1");
        problems.Check(lora.TargetModules.Count > 0, "spec.method.lora.targetModules", "is empty", "name the linear layers to adapt, e.g. query, key, value");
    }
}
