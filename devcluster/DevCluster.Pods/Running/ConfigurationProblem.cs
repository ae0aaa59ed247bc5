namespace DevCluster.Pods.Running;

/// <summary>A pod cannot start as it is written, or not yet: the text goes into its status.</summary>
internal sealed class ConfigurationProblem(string message) : Exception(message);
