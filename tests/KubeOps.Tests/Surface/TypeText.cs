using System.Reflection;
using System.Runtime.CompilerServices;

namespace KubeOps.Tests.Surface;

/// <summary>Prints types as the recorded surfaces do: without namespace where they are of .NET or of the printed assembly.</summary>
internal sealed class TypeText(Assembly own)
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    private readonly NullabilityInfoContext _nullability = new();

    public string Of(ParameterInfo parameter)
    {
        Type type = ElementOf(parameter.ParameterType);
        return type.IsGenericParameter
            ? type.Name + (IsAnnotated(parameter.CustomAttributes, parameter.Member) ? "?" : string.Empty)
            : Print(type, _nullability.Create(parameter), Names(parameter));
    }

    public string Of(PropertyInfo property) => Print(property.PropertyType, _nullability.Create(property), null);

    public string Of(Type type) => Print(type, null, null);

    /// <summary>The whole name of a type, with the names of its parameters.</summary>
    public static string FullNameOf(Type type)
    {
        string name = type.IsNested ? $"{FullNameOf(type.DeclaringType!)}.{type.Name}" : $"{type.Namespace}.{type.Name}";
        string bare = name.Split('`')[0];
        return type.IsGenericTypeDefinition ? $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(a => a.Name))}>" : bare;
    }

    private static Type ElementOf(Type type) => type.IsByRef ? type.GetElementType()! : type;

    private static Queue<string?>? Names(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<TupleElementNamesAttribute>() is { } names ? new(names.TransformNames) : null;

    private string Print(Type type, NullabilityInfo? state, Queue<string?>? tupleNames)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return $"{Print(inner, null, null)}?";
        string mark = IsMarked(type, state) ? "?" : string.Empty;
        if (type.IsArray) return $"{Print(type.GetElementType()!, state?.ElementType, null)}[]{mark}";
        if (type.IsGenericParameter) return type.Name;
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword + mark;
        if (!type.IsGenericType) return NameOf(type) + mark;

        Type[] arguments = type.GetGenericArguments();
        string[] printed = [.. arguments.Select((a, i) => Print(a, state?.GenericTypeArguments.ElementAtOrDefault(i), tupleNames))];
        if (type.GetGenericTypeDefinition().FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && tupleNames is not null)
            return $"({string.Join(", ", printed.Select(text => $"{text} {tupleNames.Dequeue()}"))})";
        return $"{NameOf(type)}<{string.Join(", ", printed)}>{mark}";
    }

    private static bool IsMarked(Type type, NullabilityInfo? state) => state is { ReadState: NullabilityState.Nullable } && !type.IsValueType;

    // An unconstrained type parameter may always be null; only what the source says of it counts.
    private static bool IsAnnotated(IEnumerable<CustomAttributeData> own, MemberInfo member)
    {
        const byte annotated = 2;
        CustomAttributeData? said = own.FirstOrDefault(a => a.AttributeType.Name == "NullableAttribute")
            ?? member.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "NullableContextAttribute");
        return said?.ConstructorArguments[0].Value is annotated;
    }

    private string NameOf(Type type)
    {
        string name = type.Name.Split('`')[0];
        if (type.IsNested) name = $"{type.DeclaringType!.Name.Split('`')[0]}.{name}";
        bool isShort = type.Assembly == own || type.Namespace is { } space && (IsIn(space, "System") || IsIn(space, "Microsoft"));
        return isShort ? name : $"{type.Namespace}.{name}";
    }

    private static bool IsIn(string space, string root) => space == root || space.StartsWith($"{root}.", StringComparison.Ordinal);
}
