using System.Reflection;
using TestKit;

namespace FineTune.Contract.Tests;

/// <summary>The contract's public surface, as a golden file.</summary>
public sealed class Surface
{
    [Fact]
    public void The_public_surface_is_the_golden_one() =>
        Golden.Match("contract/surface.txt", string.Join('\n', typeof(RunSpec).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Lines)));

    private static IEnumerable<string> Lines(Type type)
    {
        yield return type.FullName!;
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<string> members = type.IsEnum
            ? Enum.GetNames(type).Select(name => $"{name} = {(int)Enum.Parse(type, name)}")
            : type.GetProperties(Own).Select(property => $"{Name(property.PropertyType)} {property.Name}{(property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)) ? " (required)" : "")}")
                .Concat(type.GetFields(Own).Select(field => $"{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}"))
                .Concat(type.GetMethods(Own).Where(method => !method.IsSpecialName && method.IsStatic).Select(method => $"{Name(method.ReturnType)} {method.Name}({string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}"))})"));
        foreach (string member in members.Order(StringComparer.Ordinal)) yield return "  " + member;
    }

    private static string Name(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? Name(inner) + "?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
