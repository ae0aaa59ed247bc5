using System.Reflection;

namespace KubeOps.Transpiler;

/// <summary>Makes the context in which assemblies are read without being run.</summary>
public static class ContextCreator
{
    public static MetadataLoadContext Create(IEnumerable<string> assemblyPaths, string? coreAssemblyName = null) =>
        new(new PathAssemblyResolver(assemblyPaths), coreAssemblyName);

    public static MetadataLoadContext Create(IEnumerable<string> assemblyPaths, byte[] assembly, string? coreAssemblyName = null)
    {
        MetadataLoadContext context = Create(assemblyPaths, coreAssemblyName);
        context.LoadFromByteArray(assembly);
        return context;
    }
}
