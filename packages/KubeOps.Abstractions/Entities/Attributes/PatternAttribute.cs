namespace KubeOps.Abstractions.Entities.Attributes;

/// <summary>The regular expression that the text must match.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class PatternAttribute(string regexPattern) : Attribute
{
    public string RegexPattern { get; } = regexPattern;
}
