using System.Collections.Concurrent;
using KubeOps.Abstractions.Entities;
using KubeOps.Transpiler;

namespace KubeOps.KubernetesClient;

/// <summary>Where the entities of a type lie in the API.</summary>
internal sealed record Resource(string Group, string Version, string Plural)
{
    private static readonly ConcurrentDictionary<Type, Resource> Known = new();

    public static Resource Of<TEntity>() => Known.GetOrAdd(typeof(TEntity), type =>
    {
        EntityMetadata names = Entities.ToEntityMetadata(type).Metadata;
        return new(names.Group ?? string.Empty, names.Version, names.PluralName);
    });

    public static void Forget() => Known.Clear();
}
