namespace DevCluster.Api.Http;

/// <summary>What a request's body is: that decides which types it may have and how its errors read.</summary>
internal enum BodyUse
{
    Object,
    Patch,

    /// <summary>DeleteOptions and the like.</summary>
    Options,
}
