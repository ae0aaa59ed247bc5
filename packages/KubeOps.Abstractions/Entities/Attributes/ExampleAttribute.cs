namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>An example of the value; a text with <see cref="Json"/> is parsed as JSON.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExampleAttribute : Attribute
{
    public ExampleAttribute(string value) => Value = value;

    public ExampleAttribute(bool value) => Value = value;

    public ExampleAttribute(long value) => Value = value;

    public ExampleAttribute(double value) => Value = value;

    public object Value { get; }

    public bool Json { get; init; }
}
