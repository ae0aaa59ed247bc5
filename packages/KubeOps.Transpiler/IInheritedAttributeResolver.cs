namespace KubeOps.Transpiler;

/// <summary>Gives the values of attributes that derive from KubeOps' own; the subset takes none.</summary>
public interface IInheritedAttributeResolver
{
    bool TryResolve(Type attributeType, out IReadOnlyDictionary<string, object?> propertyValues);
}
