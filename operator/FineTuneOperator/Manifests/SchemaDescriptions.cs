using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using k8s.Models;

namespace FineTuneOperator.Manifests;

/// <summary>Takes descriptions from the summaries of the types, so that each is written once; <c>kubectl explain</c> shows them.</summary>
internal static partial class SchemaDescriptions
{
    public static void Apply(V1JSONSchemaProps root, Type kind) => Describe(root, kind, Read(kind.Assembly));

    private static void Describe(V1JSONSchemaProps schema, Type type, IReadOnlyDictionary<string, string> summaries)
    {
        schema.Description ??= summaries.GetValueOrDefault($"T:{type.FullName}");
        foreach ((string name, V1JSONSchemaProps child) in schema.Properties ?? new Dictionary<string, V1JSONSchemaProps>())
        {
            if (type.GetProperties().FirstOrDefault(one => JsonNamingPolicy.CamelCase.ConvertName(one.Name) == name) is not { } property) continue;
            child.Description ??= summaries.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}");
            Type inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (child.Items is V1JSONSchemaProps items) Describe(items, inner.GenericTypeArguments[0], summaries);
            else Describe(child, inner, summaries);
        }
    }

    private static Dictionary<string, string> Read(Assembly assembly)
    {
        var document = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        return document.Descendants("member").Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Spaces().Replace(member.Element("summary")!.Value, " ").Trim());
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
