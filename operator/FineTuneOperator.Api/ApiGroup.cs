namespace FineTuneOperator.Api;

/// <summary>The names every manifest carries.</summary>
public static class ApiGroup
{
    /// <summary>The group.</summary>
    public const string Name = "finetune.dev";

    /// <summary>The version.</summary>
    public const string Version = "v1alpha1";

    /// <summary>Group and version, as <c>apiVersion</c> has it.</summary>
    public const string ApiVersion = Name + "/" + Version;

    /// <summary>The category of every kind: <c>kubectl get finetune</c>.</summary>
    public const string Category = "finetune";

    /// <summary>The value of <c>spec.managedBy</c> this operator answers to.</summary>
    public const string ManagedBy = Name + "/operator";
}
