namespace FineTuneTrainer.Core.Safetensors;

/// <summary>A file that is not valid safetensors: what is wrong, and where.</summary>
public sealed class SafetensorsException(string message) : Exception(message);
