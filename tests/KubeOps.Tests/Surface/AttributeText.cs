using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Versioning;

namespace KubeOps.Tests.Surface;

/// <summary>Prints the attributes that belong to a surface; those that the compiler adds do not.</summary>
internal static class AttributeText
{
    private static readonly Type[] Printed =
    [
        typeof(AttributeUsageAttribute), typeof(FlagsAttribute), typeof(MemberNotNullWhenAttribute),
        typeof(RequiresPreviewFeaturesAttribute), typeof(EnumeratorCancellationAttribute), typeof(ObsoleteAttribute),
    ];

    // The compiler marks types with required members as obsolete for compilers that do not know them.
    public static string Of(IEnumerable<CustomAttributeData> attributes) =>
        string.Concat(attributes.Where(a => Printed.Contains(a.AttributeType)).Select(a => $"[{Print(a)}]"));

    private static string Print(CustomAttributeData attribute)
    {
        string name = attribute.AttributeType.Name[..^"Attribute".Length];
        IEnumerable<string> arguments = attribute.ConstructorArguments.Select(Value)
            .Concat(attribute.NamedArguments.Select(a => $"{a.MemberName} = {Value(a.TypedValue)}"));
        string list = string.Join(", ", arguments);
        return list.Length == 0 ? name : $"{name}({list})";
    }

    private static string Value(CustomAttributeTypedArgument argument) =>
        argument.ArgumentType.IsEnum
            ? Literal.Of(Enum.ToObject(argument.ArgumentType, argument.Value!), argument.ArgumentType.Name)
            : Literal.Of(argument.Value, null);
}
