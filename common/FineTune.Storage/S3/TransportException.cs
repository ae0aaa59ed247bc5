namespace FineTune.Storage.S3;

/// <summary>A connection that broke while an answer was read.</summary>
internal sealed class TransportException(Exception inner) : Exception(inner.Message, inner);
