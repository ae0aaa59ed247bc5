namespace FineTuneOperator.Api;

/// <summary>What strings of the API look like.</summary>
public static class Patterns
{
    /// <summary>A decimal number; specs hold no floats, because they change on their way through JSON.</summary>
    public const string Decimal = @"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$";

    /// <summary>A place in an object store.</summary>
    public const string StoreUri = @"^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$";

    /// <summary>The name of a dataset, a GPU class, a Secret.</summary>
    public const string Name = @"^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

    /// <summary>A resource quantity.</summary>
    public const string Quantity = @"^[0-9]+(\.[0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$";

    /// <summary>The address of an object store.</summary>
    public const string Endpoint = @"^https?://[^/\s]+/?$";
}
