using System.Reflection;
using System.Runtime.CompilerServices;

namespace KubeOps.Tests.Surface;

/// <summary>Prints the members of a type as the recorded surfaces do.</summary>
internal sealed class MemberText(TypeText types)
{
    public string Of(ConstructorInfo constructor) =>
        $"{Access(constructor)}{constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})";

    public string Of(PropertyInfo property)
    {
        MethodInfo main = (property.GetMethod ?? property.SetMethod)!;
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : string.Empty;
        return $"{Attributes(property)}{Access(main)}{required}{Modifiers(main)}{types.Of(property)} {property.Name} {{ {Accessors(property)} }}";
    }

    public string Of(FieldInfo field)
    {
        if (field.DeclaringType!.IsEnum) return $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue())}";
        string kind = field.IsLiteral ? "const " : field.IsInitOnly ? "static readonly " : "static ";
        string value = field.IsLiteral ? $" = {Literal.Of(field.GetRawConstantValue(), null)}" : string.Empty;
        return $"public {kind}{types.Of(field.FieldType)} {field.Name}{value}";
    }

    public string Of(MethodInfo method) =>
        $"{Attributes(method)}{Access(method)}{Modifiers(method)}{Signature(method)}";

    /// <summary>Return type, name, parameters and constraints: what a delegate shows too.</summary>
    public string Signature(MethodInfo method, string? name = null, Type[]? generic = null)
    {
        Type[] parameters = generic ?? method.GetGenericArguments();
        string list = parameters.Length == 0 ? string.Empty : $"<{string.Join(", ", parameters.Select(Declare))}>";
        string result = method.Name == "op_Implicit"
            ? $"implicit operator {types.Of(method.ReturnParameter)}"
            : $"{types.Of(method.ReturnParameter)} {name ?? method.Name}";
        return $"{result}{list}({Parameters(method)}){Constraints(parameters)}";
    }

    public string Constraints(IEnumerable<Type> parameters) =>
        string.Concat(parameters.Select(Constraint).OfType<string>().Select(text => $" {text}"));

    public static string Declare(Type parameter) => (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Contravariant => $"in {parameter.Name}",
        GenericParameterAttributes.Covariant => $"out {parameter.Name}",
        _ => parameter.Name,
    };

    private string? Constraint(Type parameter)
    {
        GenericParameterAttributes flags = parameter.GenericParameterAttributes;
        List<string> parts = [];
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) parts.Add("class");
        parts.AddRange(parameter.GetGenericParameterConstraints().Select(types.Of));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)) parts.Add("new()");
        return parts.Count == 0 ? null : $"where {parameter.Name} : {string.Join(", ", parts)}";
    }

    private static string Attributes(MemberInfo member) =>
        AttributeText.Of(member.CustomAttributes) is { Length: > 0 } text ? $"{text} " : string.Empty;

    private static string Access(MethodBase method) =>
        method.DeclaringType!.IsInterface ? string.Empty : method.IsPublic ? "public " : "protected ";

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true, IsAbstract: false } => "/*default impl*/ ",
        { DeclaringType.IsInterface: true } => string.Empty,
        { IsStatic: true } => "static ",
        _ when method.GetBaseDefinition() != method => method.IsFinal ? "sealed override " : "override ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => string.Empty,
    };

    private static string Accessors(PropertyInfo property)
    {
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string set = property.SetMethod is { } setter && (setter.IsPublic || setter.IsFamily) ? isInit ? " init;" : " set;" : string.Empty;
        return $"{(property.GetMethod is null ? string.Empty : "get;")}{set}".Trim();
    }

    private string Parameters(MethodBase method)
    {
        bool isExtension = method.IsDefined(typeof(ExtensionAttribute));
        return string.Join(", ", method.GetParameters().Select((parameter, index) => Parameter(parameter, isExtension && index == 0)));
    }

    private string Parameter(ParameterInfo parameter, bool isReceiver)
    {
        string attributes = AttributeText.Of(parameter.CustomAttributes) is { Length: > 0 } text ? $"{text} " : string.Empty;
        string prefix = parameter switch
        {
            _ when isReceiver => "this ",
            { IsOut: true } => "out ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => string.Empty,
        };
        return $"{attributes}{prefix}{types.Of(parameter)} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue) return string.Empty;
        Type type = parameter.ParameterType;
        if (parameter.DefaultValue is null)
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? " = default" : " = null";
        return $" = {Literal.Of(type.IsEnum ? Enum.ToObject(type, parameter.DefaultValue) : parameter.DefaultValue, null)}";
    }
}
