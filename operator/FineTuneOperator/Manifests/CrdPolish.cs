using FineTuneOperator.Api;
using k8s.Models;

namespace FineTuneOperator.Manifests;

/// <summary>Adds what the transpiler has no attribute for: category, rule on the name, bounds inside lists and maps, descriptions.</summary>
internal static class CrdPolish
{
    // CEL's cost estimate multiplies bounds: a list or text without one can cost anything.
    private const long LongestText = 1024;
    private const long MostItems = 64;

    public static V1CustomResourceDefinition Apply(V1CustomResourceDefinition crd, Type kind)
    {
        crd.Spec.Names.Categories = [ApiGroup.Category];
        foreach (V1CustomResourceDefinitionVersion version in crd.Spec.Versions)
        {
            V1JSONSchemaProps root = version.Schema.OpenAPIV3Schema;
            SchemaDescriptions.Apply(root, kind);
            foreach (V1JSONSchemaProps schema in SchemaTree.All(root)) Bound(schema);
            if (kind == typeof(FineTuneJob)) root.XKubernetesValidations = [NameRule(), .. root.XKubernetesValidations ?? []];
        }

        return crd;
    }

    private static V1ValidationRule NameRule() => new()
    {
        Rule = $"size(self.metadata.name) <= {FineTuneJob.LongestName} && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
        Message = $"the name must be a DNS label of at most {FineTuneJob.LongestName} characters that starts with a letter: children append to it",
    };

    private static void Bound(V1JSONSchemaProps schema)
    {
        // Null is not a value of this API: a field is set or absent.
        schema.Nullable = null;
        if (schema.Type == "string" && schema.EnumProperty is null && schema.Format is null) schema.MaxLength ??= LongestText;
        if (schema.Type == "array") schema.MaxItems ??= MostItems;
        if (schema.AdditionalProperties is not null) schema.MaxProperties ??= MostItems;
        // Zero and false bounds say nothing.
        if (schema.MinItems == 0) schema.MinItems = null;
        if (schema.MinLength == 0) schema.MinLength = null;
        if (schema.MinProperties == 0) schema.MinProperties = null;
        if (schema.ExclusiveMaximum == false) schema.ExclusiveMaximum = null;
        if (schema.ExclusiveMinimum == false) schema.ExclusiveMinimum = null;
    }
}
