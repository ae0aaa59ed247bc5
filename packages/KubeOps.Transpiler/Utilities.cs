using System.Collections.ObjectModel;
using System.Reflection;

namespace KubeOps.Transpiler;

/// <summary>Reads attributes of types that are loaded for reading only.</summary>
public static class Utilities
{
    public static CustomAttributeData? GetCustomAttributeData<TAttribute>(this Type type)
        where TAttribute : Attribute =>
        type.GetCustomAttributesData<TAttribute>().FirstOrDefault();

    public static CustomAttributeData? GetCustomAttributeData<TAttribute>(this FieldInfo field)
        where TAttribute : Attribute =>
        CustomAttributeData.GetCustomAttributes(field).FirstOrDefault(a => a.AttributeType.Name == typeof(TAttribute).Name);

    public static CustomAttributeData? GetCustomAttributeData<TAttribute>(this PropertyInfo prop)
        where TAttribute : Attribute =>
        prop.GetCustomAttributesData<TAttribute>().FirstOrDefault();

    public static IEnumerable<CustomAttributeData> GetCustomAttributesData<TAttribute>(this Type type)
        where TAttribute : Attribute =>
        CustomAttributeData.GetCustomAttributes(type).Where(a => IsOrDerives(a.AttributeType, typeof(TAttribute).Name));

    public static IEnumerable<CustomAttributeData> GetCustomAttributesData<TAttribute>(this PropertyInfo prop)
        where TAttribute : Attribute =>
        CustomAttributeData.GetCustomAttributes(prop).Where(a => a.AttributeType.Name == typeof(TAttribute).Name);

    public static IEnumerable<CustomAttributeData> GetInheritedCustomAttributesData<TAttribute>(this Type type)
        where TAttribute : Attribute
    {
        Type? current = type;
        while (current is { FullName: not ("System.Object" or "System.ValueType" or "System.Enum") })
        {
            foreach (CustomAttributeData attribute in current.GetCustomAttributesData<TAttribute>()) yield return attribute;
            current = current.BaseType;
        }
    }

    public static T? GetCustomAttributeNamedArg<T>(this CustomAttributeData attr, MetadataLoadContext ctx, string name) =>
        Value<T>(Named(attr, name), ctx.GetContextType<T>());

    public static T? GetCustomAttributeNamedArg<T>(this CustomAttributeData attr, string name) =>
        Value<T>(Named(attr, name), typeof(T));

    public static IList<T> GetCustomAttributeNamedArrayArg<T>(this CustomAttributeData attr, string name) =>
        Values<T>(Named(attr, name));

    public static T? GetCustomAttributeCtorArg<T>(this CustomAttributeData attr, MetadataLoadContext ctx, int index) =>
        Value<T>(Positional(attr, index), ctx.GetContextType<T>());

    public static T? GetCustomAttributeCtorArg<T>(this CustomAttributeData attr, int index) =>
        Value<T>(Positional(attr, index), typeof(T));

    public static IList<T> GetCustomAttributeCtorArrayArg<T>(this CustomAttributeData attr, int index) =>
        Values<T>(Positional(attr, index));

    public static Type GetContextType<T>(this MetadataLoadContext context) => context.GetContextType(typeof(T));

    public static Type GetContextType(this MetadataLoadContext context, Type type)
    {
        string name = type.FullName!;
        Type? known = context.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(found => found is not null);
        return known ?? context.LoadFromAssemblyPath(type.Assembly.Location).GetType(name)!;
    }

    public static bool IsNullable(this Type type) => type.FullName?.Contains("Nullable", StringComparison.Ordinal) == true;

    public static bool IsNullable(this PropertyInfo prop) =>
        new NullabilityInfoContext().Create(prop).ReadState == NullabilityState.Nullable || prop.PropertyType.IsNullable();

    private static CustomAttributeTypedArgument Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.MemberName == name).TypedValue;

    private static CustomAttributeTypedArgument Positional(CustomAttributeData attribute, int index) =>
        attribute.ConstructorArguments.Count > index ? attribute.ConstructorArguments[index] : default;

    private static T? Value<T>(CustomAttributeTypedArgument argument, Type expected) =>
        argument.ArgumentType is { } type && type == expected ? (T?)argument.Value : default;

    private static List<T> Values<T>(CustomAttributeTypedArgument argument) =>
        argument.Value is ReadOnlyCollection<CustomAttributeTypedArgument> values ? [.. values.Select(v => (T)v.Value!)] : [];

    private static bool IsOrDerives(Type attributeType, string name)
    {
        for (Type? current = attributeType; current is not null; current = current.BaseType)
            if (current.Name == name) return true;
        return false;
    }
}
