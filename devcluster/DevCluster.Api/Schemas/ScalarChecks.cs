using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DevCluster.Api.Schemas;

/// <summary>Lengths, patterns, formats and bounds of strings and numbers.</summary>
internal static class ScalarChecks
{
    public static void Check(JsonValue value, SchemaNode schema, string path, List<FieldCause> causes)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                CheckText(value, (string)value!, schema, path, causes);
                break;
            case JsonValueKind.Number:
                CheckNumber(value, schema, path, causes);
                break;
        }
    }

    private static void CheckText(JsonValue value, string text, SchemaNode schema, string path, List<FieldCause> causes)
    {
        int length = text.EnumerateRunes().Count();
        if (schema.Count("maxLength") is { } most && length > most) causes.Add(Causes.TooLong(path, most));
        if (schema.Count("minLength") is { } least && length < least) causes.Add(Causes.Invalid(path, value, $"should be at least {least} chars long"));
        if (schema.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            causes.Add(Causes.Invalid(path, value, $"should match '{pattern}'"));
        if (!Formats.IsValid(schema.Format, text)) causes.Add(Causes.Type(path, schema.Format, text));
    }

    private static void CheckNumber(JsonValue value, SchemaNode schema, string path, List<FieldCause> causes)
    {
        double number = Numbers.Read(value)!.Value;
        if (schema.Format == "int32" && number is > int.MaxValue or < int.MinValue && schema.Type == "integer")
            causes.Add(Causes.Nowhere($"Checked value must be of type integer with format int32 in {path}"));
        CheckBound(value, schema, path, causes, "minimum", "greater", excluded => excluded ? bound => number > bound : bound => number >= bound);
        CheckBound(value, schema, path, causes, "maximum", "less", excluded => excluded ? bound => number < bound : bound => number <= bound);
        if (Numbers.Read(schema.Bound("multipleOf")) is { } step && Math.Abs((number / step) - Math.Round(number / step)) > 1e-9)
            causes.Add(Causes.Invalid(path, value, $"should be a multiple of {Numbers.Text(schema.Bound("multipleOf"))}"));
    }

    private static void CheckBound(
        JsonValue value, SchemaNode schema, string path, List<FieldCause> causes, string name, string word, Func<bool, Func<double, bool>> holds)
    {
        if (Numbers.Read(schema.Bound(name)) is not { } bound) return;
        bool excluded = schema.Flag(name == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum");
        if (holds(excluded)(bound)) return;
        causes.Add(Causes.Invalid(path, value, $"should be {word} than {(excluded ? "" : "or equal to ")}{Numbers.Text(schema.Bound(name))}"));
    }
}
