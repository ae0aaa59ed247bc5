namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>The number is a multiple of this one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class MultipleOfAttribute(double value) : Attribute
{
    public double Value { get; } = value;
}
