using System.Reflection;
using FineTuneOperator.Api;
using k8s;
using k8s.Models;
using KubeOps.Transpiler;

namespace FineTuneOperator.Manifests;

/// <summary>Makes the custom resource definitions from the C# types.</summary>
public static class CrdWriter
{
    private static readonly Type[] Kinds = [typeof(FineTuneJob), typeof(FineTuneRuntime), typeof(ClusterFineTuneRuntime)];

    /// <summary>The definitions as YAML, by file name.</summary>
    public static IReadOnlyDictionary<string, string> Render() =>
        Definitions().ToDictionary(crd => $"crd.{crd.Spec.Group}_{crd.Spec.Names.Plural}.yaml", crd => KubernetesYaml.Serialize(crd).TrimEnd() + "\n");

    /// <summary>The definitions.</summary>
    public static IReadOnlyList<V1CustomResourceDefinition> Definitions()
    {
        using MetadataLoadContext context = ContextCreator.Create(Assemblies());
        return [.. Kinds.Select(kind => CrdPolish.Apply(context.Transpile(kind), kind))];
    }

    private static IEnumerable<string> Assemblies()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Concat(Directory.EnumerateFiles(runtime, "*.dll"))
            .DistinctBy(path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase);
    }
}
