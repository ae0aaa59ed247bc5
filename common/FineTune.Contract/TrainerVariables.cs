namespace FineTune.Contract;

/// <summary>The environment variables the operator gives a trainer; every path of the pod travels this way, never inside run.json.</summary>
public static class TrainerVariables
{
    /// <summary>A folder for downloads and checkpoints in the making.</summary>
    public const string Scratch = "FINETUNE_SCRATCH";

    /// <summary>The file with the audience-bound token for the progress endpoint.</summary>
    public const string TokenFile = "FINETUNE_TOKEN_FILE";

    /// <summary>The file a final report is written to.</summary>
    public const string TerminationLog = "FINETUNE_TERMINATION_LOG";

    /// <summary>The address Prometheus scrapes, e.g. <c>http://+:9400</c>; absent for none.</summary>
    public const string MetricsPort = "FINETUNE_METRICS_PORT";

    /// <summary>The store's access key.</summary>
    public const string AccessKey = "AWS_ACCESS_KEY_ID";

    /// <summary>The store's secret key.</summary>
    public const string SecretKey = "AWS_SECRET_ACCESS_KEY";

    /// <summary>The token of short-lived credentials.</summary>
    public const string SessionToken = "AWS_SESSION_TOKEN";
}
