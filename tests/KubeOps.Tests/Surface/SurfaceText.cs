using System.Reflection;
using System.Runtime.CompilerServices;

namespace KubeOps.Tests.Surface;

/// <summary>Prints every public type and member of an assembly, a line each.</summary>
internal sealed class SurfaceText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What the compiler writes into records; Deconstruct is the exception that counts as surface.
    private static readonly string[] OfRecords =
        ["Equals", "GetHashCode", "ToString", "PrintMembers", "EqualityContract", "<Clone>$", "op_Equality", "op_Inequality"];

    private readonly Assembly _assembly;
    private readonly TypeText _types;
    private readonly MemberText _members;

    public SurfaceText(Assembly assembly)
    {
        _assembly = assembly;
        _types = new(assembly);
        _members = new(_types);
    }

    public IEnumerable<string> Lines() => _assembly.GetExportedTypes().SelectMany(OfType);

    private IEnumerable<string> OfType(Type type)
    {
        string name = TypeText.FullNameOf(type);
        IEnumerable<string> members = typeof(Delegate).IsAssignableFrom(type) ? [] : Members(type);
        return members.Prepend(Declaration(type)).Select(text => $"{name} :: {text}");
    }

    private string Declaration(Type type)
    {
        string attributes = AttributeText.Of(type.CustomAttributes) is { Length: > 0 } text ? $"{text} " : string.Empty;
        Type[] generic = type.GetGenericArguments();
        string bare = type.Name.Split('`')[0];
        if (type.IsEnum) return $"{attributes}public enum {bare} : int";
        if (typeof(Delegate).IsAssignableFrom(type))
            return $"{attributes}public delegate {_members.Signature(type.GetMethod("Invoke")!, bare, generic)}";

        string list = generic.Length == 0 ? string.Empty : $"<{string.Join(", ", generic.Select(MemberText.Declare))}>";
        string bases = string.Join(", ", Bases(type));
        return $"{attributes}public {Kind(type)} {bare}{list}{(bases.Length == 0 ? bases : $" : {bases}")}{_members.Constraints(generic)}";
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface) return "interface";
        string modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => string.Empty,
        };
        return $"{modifier}{(IsRecord(type) ? "record class" : "class")}";
    }

    private IEnumerable<string> Bases(Type type)
    {
        Type[] all = type.GetInterfaces();
        IEnumerable<Type> implied = all.SelectMany(i => i.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        string[] interfaces = [.. all.Except(implied).Select(_types.Of).Order(StringComparer.Ordinal)];
        return type.BaseType is { } parent && parent != typeof(object) && !type.IsInterface ? interfaces.Prepend(_types.Of(parent)) : interfaces;
    }

    private IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(_members.Of);
        IEnumerable<string> constructors = type.GetConstructors(Declared & ~BindingFlags.Static)
            .Where(c => IsVisible(c) && !IsCopy(type, c)).Select(_members.Of);
        IEnumerable<string> properties = type.GetProperties(Declared)
            .Where(p => IsVisible((p.GetMethod ?? p.SetMethod)!) && !IsSynthesized(type, p)).Select(_members.Of);
        IEnumerable<string> fields = type.GetFields(Declared).Where(f => f.IsPublic).Select(_members.Of);
        IEnumerable<string> methods = type.GetMethods(Declared)
            .Where(m => IsVisible(m) && (!m.IsSpecialName || m.Name == "op_Implicit") && !IsSynthesized(type, m)).Select(_members.Of);
        return [.. constructors, .. properties, .. fields, .. methods];
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsCopy(Type type, ConstructorInfo constructor) =>
        IsRecord(type) && constructor.GetParameters() is [{ } only] && only.ParameterType == type;

    private static bool IsSynthesized(Type type, MemberInfo member) =>
        IsRecord(type) && OfRecords.Contains(member.Name)
        && (member is not MethodInfo method || method.IsDefined(typeof(CompilerGeneratedAttribute)));
}
