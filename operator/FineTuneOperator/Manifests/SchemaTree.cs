using k8s.Models;

namespace FineTuneOperator.Manifests;

/// <summary>Walks a schema.</summary>
internal static class SchemaTree
{
    /// <summary>A schema and everything below it.</summary>
    public static IEnumerable<V1JSONSchemaProps> All(V1JSONSchemaProps schema) => [schema, .. Children(schema).SelectMany(All)];

    private static IEnumerable<V1JSONSchemaProps> Children(V1JSONSchemaProps schema)
    {
        foreach (V1JSONSchemaProps child in schema.Properties?.Values ?? []) yield return child;
        if (schema.Items is V1JSONSchemaProps items) yield return items;
        if (schema.AdditionalProperties is V1JSONSchemaProps values) yield return values;
    }
}
