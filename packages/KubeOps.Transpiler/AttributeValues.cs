using System.Collections.ObjectModel;
using System.Reflection;
using System.Text.Json;
using k8s.Models;
using KubeOps.Transpiler.Exceptions;

namespace KubeOps.Transpiler;

/// <summary>Reads values and rules out of attributes.</summary>
internal static class AttributeValues
{
    /// <summary>The value of a default or an example: a scalar, or JSON where the attribute says so.</summary>
    public static object Single(CustomAttributeData attribute)
    {
        object value = attribute.ConstructorArguments[0].Value!;
        bool isJson = attribute.NamedArguments.Any(a => a is { MemberName: "Json", TypedValue.Value: true });
        if (!isJson) return value;
        if (value is not string text) throw new TranspilationFailedException($"{attribute.AttributeType.Name} with Json takes a text.");
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException e)
        {
            throw new TranspilationFailedException($"{attribute.AttributeType.Name} holds no JSON: {text}", e);
        }
    }

    /// <summary>The values of an attribute whose constructor takes many.</summary>
    public static List<object> Many(CustomAttributeData attribute) =>
        attribute.ConstructorArguments[0].Value is ReadOnlyCollection<CustomAttributeTypedArgument> values
            ? [.. values.Select(value => value.Value!)]
            : [];

    /// <summary>Adds CEL rules to those that a schema has already.</summary>
    public static void AddRules(MetadataLoadContext context, IReadOnlyCollection<CustomAttributeData> rules, V1JSONSchemaProps schema)
    {
        if (rules.Count == 0) return;
        schema.XKubernetesValidations = [.. schema.XKubernetesValidations ?? [], .. rules.Select(ToRule)];

        V1ValidationRule ToRule(CustomAttributeData rule) => new()
        {
            Rule = Text(rule, 0),
            FieldPath = Text(rule, 1),
            Message = Text(rule, 2),
            MessageExpression = Text(rule, 3),
            Reason = Text(rule, 4),
        };

        string? Text(CustomAttributeData rule, int index) => rule.GetCustomAttributeCtorArg<string>(context, index);
    }
}
