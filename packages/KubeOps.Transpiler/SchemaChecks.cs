using System.Reflection;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Transpiler.Exceptions;

namespace KubeOps.Transpiler;

/// <summary>Refuses what the API server would refuse, where it is written.</summary>
internal static class SchemaChecks
{
    private static readonly string[] Reasons =
        ["FieldValueRequired", "FieldValueForbidden", "FieldValueInvalid", "FieldValueDuplicate"];

    private static readonly string[] ColumnTypes = ["integer", "number", "string", "boolean", "date"];

    private static readonly string[] ColumnFormats =
        ["int32", "int64", "float", "double", "byte", "date", "date-time", "password"];

    public static void Check(MetadataLoadContext context, PropertyInfo property, V1JSONSchemaProps schema)
    {
        if (property.GetCustomAttributeData<UniqueItemsAttribute>() is not null)
            throw Refuse(property, "uniqueItems is not allowed in a custom resource definition: use [XListType(XListType.Set)].");
        CheckList(property, schema);
        if (schema.XKubernetesMapType is not null && schema.Type != "object")
            throw Refuse(property, $"a map type needs an object, not '{schema.Type}'.");
        CheckRules(context, property, property.GetCustomAttributesData<ValidationRuleAttribute>());
    }

    public static void CheckRules(MetadataLoadContext context, MemberInfo source, IEnumerable<CustomAttributeData> rules)
    {
        foreach (CustomAttributeData rule in rules)
        {
            string? text = rule.GetCustomAttributeCtorArg<string>(context, 0);
            string? message = rule.GetCustomAttributeCtorArg<string>(context, 2);
            string? reason = rule.GetCustomAttributeCtorArg<string>(context, 4);
            if (string.IsNullOrWhiteSpace(text)) throw Refuse(source, "a validation rule must not be empty.");
            if (message?.Contains('\n') == true) throw Refuse(source, "the message of a validation rule must be one line.");
            if (text.Contains('\n') && string.IsNullOrWhiteSpace(message))
                throw Refuse(source, "a validation rule of several lines needs a message.");
            if (!string.IsNullOrEmpty(reason) && !Reasons.Contains(reason))
                throw Refuse(source, $"the reason '{reason}' of a validation rule is unknown.");
        }
    }

    public static void CheckColumn(MemberInfo source, V1CustomResourceColumnDefinition column)
    {
        if (string.IsNullOrEmpty(column.Name)) throw Refuse(source, "a printer column needs a name.");
        if (string.IsNullOrEmpty(column.JsonPath)) throw Refuse(source, "a printer column needs a JSON path.");
        if (!ColumnTypes.Contains(column.Type)) throw Refuse(source, $"printer column '{column.Name}' cannot show type '{column.Type}'.");
        if (!string.IsNullOrEmpty(column.Format) && !ColumnFormats.Contains(column.Format))
            throw Refuse(source, $"printer column '{column.Name}' cannot show format '{column.Format}'.");
    }

    private static void CheckList(PropertyInfo property, V1JSONSchemaProps schema)
    {
        if (schema.XKubernetesListType is null && schema.XKubernetesListMapKeys is null) return;
        if (schema.Type != "array" || schema.Items is not V1JSONSchemaProps item)
            throw Refuse(property, $"a list type needs an array, not '{schema.Type}'.");
        if (schema.XKubernetesListMapKeys is { Count: > 0 } && schema.XKubernetesListType != "map")
            throw Refuse(property, "list map keys need [XListType(XListType.Map)].");
        if (schema.XKubernetesListType is "set" or "map" && item.Nullable == true)
            throw Refuse(property, $"items of a list of type {schema.XKubernetesListType} must not be null.");
        if (schema.XKubernetesListType == "set" && item is { Type: "object", XKubernetesMapType: not "atomic" })
            throw Refuse(property, "items of a set must be scalars.");
        if (schema.XKubernetesListType == "map") CheckKeys(property, item, schema.XKubernetesListMapKeys ?? []);
    }

    private static void CheckKeys(PropertyInfo property, V1JSONSchemaProps item, IList<string> keys)
    {
        if (keys.Count == 0) throw Refuse(property, "a list of type map needs keys.");
        if (item.Type != "object") throw Refuse(property, $"a list of type map needs objects, not '{item.Type}'.");
        if (keys.Distinct().Count() != keys.Count) throw Refuse(property, "a list map key is named twice.");
        foreach (string key in keys)
        {
            if (item.Properties?.TryGetValue(key, out V1JSONSchemaProps? schema) != true)
                throw Refuse(property, $"the list map key '{key}' is no property of the items.");
            if (schema!.Type is "object" or "array") throw Refuse(property, $"the list map key '{key}' must be a scalar.");
            if (schema.Nullable == true) throw Refuse(property, $"the list map key '{key}' must not be null.");
            if (schema.DefaultProperty is null && item.Required?.Contains(key) != true)
                throw Refuse(property, $"the list map key '{key}' must be required.");
        }
    }

    private static TranspilationFailedException Refuse(MemberInfo source, string problem) =>
        new($"{source.DeclaringType?.FullName ?? source.Name}.{source.Name}: {problem}");
}
