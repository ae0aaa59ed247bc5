namespace FineTune.Storage;

/// <summary>Makes the store that addresses go through.</summary>
public static class ObjectStores
{
    /// <summary>A store for <c>file://</c> addresses.</summary>
    public static IObjectStore CreateFileStore() => new RoutedStore(new FileObjectStore(), null);
}
