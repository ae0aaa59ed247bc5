using FineTune.Contract;
using FineTune.Storage.Files;
using FineTune.Storage.S3;

namespace FineTune.Storage;

/// <summary>Makes the store of a run: <c>file://</c> and, when an endpoint is given, <c>s3://</c>.</summary>
public static class ObjectStores
{
    /// <summary>One store for both schemes.</summary>
    public static IObjectStore Create(StorageSpec? storage, StoreCredentials? credentials, StoreOptions? options = null) =>
        new RoutedStore(new FileStore(), storage is null ? null : S3Store.Create(storage, credentials, options ?? new StoreOptions()));
}
