namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>The value that the API server fills in; a text with <see cref="Json"/> is parsed as JSON.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = true)]
public sealed class DefaultValueAttribute : Attribute
{
    public DefaultValueAttribute(string value) => Value = value;

    public DefaultValueAttribute(bool value) => Value = value;

    public DefaultValueAttribute(long value) => Value = value;

    public DefaultValueAttribute(double value) => Value = value;

    public object Value { get; }

    public bool Json { get; init; }
}
