namespace KubeOps.Transpiler.Exceptions;

/// <summary>A type cannot become a custom resource definition that the API server takes.</summary>
public sealed class TranspilationFailedException : Exception
{
    public TranspilationFailedException()
    {
    }

    public TranspilationFailedException(string? message)
        : base(message)
    {
    }

    public TranspilationFailedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
