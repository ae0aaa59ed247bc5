using System.Xml.Linq;

namespace FineTuneTrainer.Core.Evaluations.Pages;

/// <summary>An SVG picture in the page: drawn by the reader's browser, in the reader's fonts, sharp at every size.</summary>
internal sealed class Picture(double width, double height, string title)
{
    private readonly List<XElement> _parts = [];

    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>The picture, with its title for those who cannot see it.</summary>
    public XElement Svg => Markup.Element(
        "svg", [("viewBox", FormattableString.Invariant($"0 0 {Width} {Height}")), ("width", Width), ("role", "img"), ("aria-label", title)], _parts);

    public void Line(double x1, double y1, double x2, double y2, string kind) =>
        _parts.Add(Markup.Element("line", [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("class", kind)]));

    public void Path(IReadOnlyList<(double X, double Y)> points, string kind) =>
        _parts.Add(Markup.Element("polyline", [("points", string.Join(' ', points.Select(point => FormattableString.Invariant($"{point.X:0.##},{point.Y:0.##}")))), ("class", kind)]));

    public void Dot(double x, double y, string kind, string tip) =>
        _parts.Add(Markup.Element("circle", [("cx", x), ("cy", y), ("r", 3), ("class", kind)], Markup.Text("title", tip)));

    /// <summary>A filled rectangle; its tip shows under the pointer.</summary>
    public void Box(double x, double y, double width, double height, string kind, string tip, double opacity = 1) =>
        _parts.Add(Markup.Element("rect", [("x", x), ("y", y), ("width", Math.Max(0, width)), ("height", Math.Max(0, height)), ("class", kind), ("fill-opacity", opacity)], Markup.Text("title", tip)));

    /// <summary>A text; <paramref name="anchor"/> is start, middle or end.</summary>
    public void Label(double x, double y, string text, string anchor = "start", string kind = "label") =>
        _parts.Add(Markup.Text("text", text, ("x", x), ("y", y), ("text-anchor", anchor), ("class", kind)));

    /// <summary>A text that stands on its side and ends at the place.</summary>
    public void Slanted(double x, double y, string text) =>
        _parts.Add(Markup.Text("text", text, ("x", x), ("y", y), ("text-anchor", "end"), ("class", "label"), ("transform", FormattableString.Invariant($"rotate(-40 {x:0.##} {y:0.##})"))));

    /// <summary>A text short enough for its place.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";
}
