namespace DevCluster.Api.Schemas;

/// <summary>What a value of a built-in kind is in Go.</summary>
internal enum ValueForm
{
    /// <summary>Anything: no type is declared.</summary>
    Any,

    Scalar,
    Struct,
    Map,
    List,
}
