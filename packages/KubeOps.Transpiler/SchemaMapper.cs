using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Transpiler.Exceptions;

namespace KubeOps.Transpiler;

/// <summary>Maps types and properties to structural schemas.</summary>
internal sealed class SchemaMapper(MetadataLoadContext context)
{
    private static readonly string[] TopLevel = ["metadata", "apiversion", "kind"];

    // A structural schema has no references, so a type inside itself has no schema.
    private readonly Stack<string> _open = [];

    /// <summary>The name of a property in JSON.</summary>
    public static string NameOf(MetadataLoadContext context, PropertyInfo property)
    {
        string name = property.GetCustomAttributeData<JsonPropertyNameAttribute>()
            ?.GetCustomAttributeCtorArg<string>(context, 0) ?? property.Name;
        return $"{name[..1].ToLowerInvariant()}{name[1..]}";
    }

    /// <summary>The schema of a whole entity: what the API server brings itself stays out.</summary>
    public V1JSONSchemaProps MapEntity(Type entity)
    {
        PropertyInfo[] properties =
            [.. Visible(entity).Where(property => !TopLevel.Contains(property.Name, StringComparer.OrdinalIgnoreCase))];
        V1JSONSchemaProps schema = new()
        {
            Type = "object",
            Properties = MapAll(properties),
            Required = Names(properties.Where(IsRequiredSpec)),
        };
        TypeAttributes.Apply(context, entity, schema);
        return schema;
    }

    /// <summary>The schema of a property with everything its attributes say.</summary>
    public V1JSONSchemaProps Map(PropertyInfo property)
    {
        V1JSONSchemaProps schema = Map(property.PropertyType);
        if (property.IsNullable()) schema.Nullable = true;
        PropertyAttributes.Apply(context, property, schema);
        SchemaChecks.Check(context, property, schema);
        return schema;
    }

    private static IEnumerable<PropertyInfo> Visible(Type type) =>
        type.GetProperties().Where(property => property.GetCustomAttributeData<IgnoreAttribute>() is null);

    private static bool IsRequiredSpec(PropertyInfo property) =>
        property.Name.Equals("spec", StringComparison.OrdinalIgnoreCase)
        && (property.PropertyType.GetCustomAttributeData<RequiredAttribute>() is not null
            || Visible(property.PropertyType).Any(inner => inner.GetCustomAttributeData<RequiredAttribute>() is not null));

    private V1JSONSchemaProps Map(Type type)
    {
        if (type.FullName == "System.String") return new() { Type = "string" };
        if (type.FullName == "System.Object") return new() { Type = "object", XKubernetesPreserveUnknownFields = true };
        if (type.Name == typeof(Nullable<>).Name)
        {
            V1JSONSchemaProps inner = Map(type.GenericTypeArguments[0]);
            inner.Nullable = true;
            return inner;
        }

        return MapCollection(type) ?? Root(type) switch
        {
            "System.Object" => MapObject(type),
            "System.ValueType" => MapValue(type),
            "System.Enum" => new() { Type = "string", EnumProperty = [.. EnumNames(type)] },
            _ => throw Invalid(type),
        };
    }

    private V1JSONSchemaProps? MapCollection(Type type)
    {
        Type[] interfaces = type.IsInterface ? [.. type.GetInterfaces(), type] : type.GetInterfaces();
        if (Generic(typeof(IDictionary<,>)) is { } map) return new() { Type = "object", AdditionalProperties = Map(map.GenericTypeArguments[1]) };
        if (interfaces.Any(i => i.FullName == typeof(IDictionary).FullName))
            return new() { Type = "object", XKubernetesPreserveUnknownFields = true };
        if (Generic(typeof(IEnumerable<>)) is not { } list) return null;

        Type item = list.GenericTypeArguments[0];
        return item.IsGenericType && item.GetGenericTypeDefinition().FullName == typeof(KeyValuePair<,>).FullName
            ? new() { Type = "object", AdditionalProperties = Map(item.GenericTypeArguments[1]) }
            : new() { Type = "array", Items = Map(item) };

        Type? Generic(Type definition) =>
            interfaces.FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition().FullName == definition.FullName);
    }

    private V1JSONSchemaProps MapObject(Type type) => type.FullName switch
    {
        "k8s.Models.ResourceQuantity" => new() { Type = "string" },
        "k8s.Models.V1ObjectMeta" => new() { Type = "object" },
        "k8s.Models.IntOrString" or "k8s.Models.IntstrIntOrString" => new() { XKubernetesIntOrString = true },
        _ when IsBuiltInObject(type) => new()
        {
            Type = "object",
            XKubernetesPreserveUnknownFields = true,
            XKubernetesEmbeddedResource = true,
        },
        _ => MapProperties(type),
    };

    private bool IsBuiltInObject(Type type)
    {
        Type kubernetesObject = context.GetContextType<IKubernetesObject>();
        return type is { IsAbstract: false, IsInterface: false }
               && type.Assembly == kubernetesObject.Assembly
               && kubernetesObject.IsAssignableFrom(type);
    }

    private V1JSONSchemaProps MapProperties(Type type)
    {
        string name = type.FullName ?? type.Name;
        if (_open.Contains(name))
            throw new TranspilationFailedException($"The type {name} contains itself: {string.Join(" > ", _open.Reverse())} > {name}.");

        _open.Push(name);
        PropertyInfo[] properties = [.. Visible(type)];
        V1JSONSchemaProps schema = new()
        {
            Type = "object",
            Properties = MapAll(properties),
            Required = Names(properties.Where(p => p.GetCustomAttributeData<RequiredAttribute>() is not null)),
        };
        TypeAttributes.Apply(context, type, schema);
        _open.Pop();
        return schema;
    }

    private Dictionary<string, V1JSONSchemaProps> MapAll(IEnumerable<PropertyInfo> properties) =>
        properties.ToDictionary(property => NameOf(context, property), Map);

    private List<string>? Names(IEnumerable<PropertyInfo> properties) =>
        properties.Select(property => NameOf(context, property)).ToList() is { Count: > 0 } names ? names : null;

    private static V1JSONSchemaProps MapValue(Type type) => type.FullName switch
    {
        "System.Int32" => new() { Type = "integer", Format = "int32" },
        "System.Int64" => new() { Type = "integer", Format = "int64" },
        "System.Single" => new() { Type = "number", Format = "float" },
        "System.Double" => new() { Type = "number", Format = "double" },
        "System.Decimal" => new() { Type = "number", Format = "decimal" },
        "System.Boolean" => new() { Type = "boolean" },
        "System.DateTime" or "System.DateTimeOffset" => new() { Type = "string", Format = "date-time" },
        "k8s.Models.ResourceQuantity" => new() { Type = "string" },
        "k8s.Models.IntOrString" => new() { XKubernetesIntOrString = true },
        _ => throw Invalid(type),
    };

    private IEnumerable<object> EnumNames(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field =>
            field.GetCustomAttributeData<JsonStringEnumMemberNameAttribute>()?.GetCustomAttributeCtorArg<string>(context, 0)
            ?? field.Name);

    private static string? Root(Type type)
    {
        Type current = type;
        while (current.BaseType is { } parent)
        {
            current = parent;
            if (current.FullName is "System.Object" or "System.ValueType" or "System.Enum") break;
        }

        return current.FullName;
    }

    private static ArgumentException Invalid(Type type) => new($"The given type {type.FullName} is not a valid Kubernetes entity.");
}
