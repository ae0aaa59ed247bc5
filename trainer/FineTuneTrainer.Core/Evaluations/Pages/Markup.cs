using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FineTuneTrainer.Core.Evaluations.Pages;

/// <summary>Elements of a page. Texts become markup in one place, XElement's own escaping, whatever the data says.</summary>
internal static class Markup
{
    private const string Replacement = "\uFFFD";

    /// <summary>An element with attributes and children; texts among them must come from <see cref="Text"/>.</summary>
    public static XElement Element(string name, IEnumerable<(string Name, object Value)> attributes, params IEnumerable<object> children) =>
        new(name, attributes.Select(pair => new XAttribute(pair.Name, Value(pair.Value))), children);

    /// <summary>An element with a text.</summary>
    public static XElement Text(string name, string text, params (string Name, object Value)[] attributes) => Element(name, attributes, Clean(text));

    /// <summary>A text that XML can hold: control characters and halves of surrogate pairs cannot stand in it.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Replacement : rune.ToString());
        return clean.ToString();
    }

    /// <summary>A table; the first cell of a row is its head.</summary>
    public static XElement Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) => new(
        "table",
        new XElement("thead", new XElement("tr", header.Select(cell => Text("th", cell)))),
        new XElement("tbody", rows.Select(row => new XElement("tr", row.Select((cell, i) => Text(i == 0 ? "th" : "td", cell))))));

    private static string Value(object value) => value switch
    {
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => Clean(value.ToString() ?? ""),
    };
}
