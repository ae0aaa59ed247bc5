namespace FineTuneTrainer.Core.Methods;

/// <summary>A method that does not fit the model.</summary>
public sealed class MethodException(string message) : Exception(message);
