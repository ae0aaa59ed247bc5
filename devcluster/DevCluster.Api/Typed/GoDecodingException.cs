namespace DevCluster.Api.Typed;

/// <summary>A body that Go could not decode into the type of its kind, in Go's words.</summary>
internal sealed class GoDecodingException(string message) : Exception(message);
