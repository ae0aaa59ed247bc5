using FineTune.Contract;

namespace FineTune.Storage.S3;

/// <summary>Where a store is, and how it is signed for.</summary>
internal sealed record S3Endpoint(Uri Address, string Region, StoreCredentials Credentials)
{
    /// <summary>The endpoint of a run's settings; what cannot be one is refused with its reason.</summary>
    public static S3Endpoint Of(StorageSpec storage, StoreCredentials? credentials)
    {
        if (!Uri.TryCreate(storage.Endpoint, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            throw new StorageException(StorageFailure.Unsupported, $"the storage endpoint '{storage.Endpoint}' is no http(s)://host:port");
        if (address.UserInfo.Length > 0) throw new StorageException(StorageFailure.Unsupported, $"the storage endpoint at {address.Authority} must not hold keys");
        if (address.PathAndQuery is not "/" || address.Fragment.Length > 0) throw new StorageException(StorageFailure.Unsupported, $"the storage endpoint '{storage.Endpoint}' must not have a path");
        if (credentials is null) throw new StorageException(StorageFailure.AccessDenied, $"there are no keys for the object store at {address.GetLeftPart(UriPartial.Authority)}");
        return new S3Endpoint(address, storage.Region, credentials);
    }

    /// <summary>The address and nothing else.</summary>
    public override string ToString() => Address.GetLeftPart(UriPartial.Authority);
}
