using System.Globalization;
using System.Xml.Linq;

namespace FineTuneTrainer.Core.Evaluations.Pages;

/// <summary>A confusion matrix: the darker, the larger the share of its true class.</summary>
internal static class HeatMap
{
    /// <summary>The most classes whose picture can be read.</summary>
    public const int MostClasses = 40;

    private const double Left = 170;
    private const double Top = 30;
    private const double Bottom = 130;
    private const int ShortLabel = 20;

    /// <summary>Rows by true class, columns by predicted one.</summary>
    public static XElement Of(string title, IReadOnlyList<string> labels, IReadOnlyList<IReadOnlyList<long>> counts)
    {
        var cell = labels.Count > 20 ? 22.0 : 34.0;
        var picture = new Picture(Left + (labels.Count * cell) + 40, Top + (labels.Count * cell) + Bottom, title);
        picture.Label(Left, Top - 12, "rows: true class; columns: predicted class");
        for (var row = 0; row < labels.Count; row++)
        {
            picture.Label(Left - 8, Top + (row * cell) + (cell / 2) + 4, Picture.Short(labels[row], ShortLabel), "end");
            picture.Slanted(Left + (row * cell) + (cell / 2) + 4, Top + (labels.Count * cell) + 14, Picture.Short(labels[row], ShortLabel));
            var support = counts[row].Sum();
            for (var column = 0; column < labels.Count; column++)
                Draw(picture, Left + (column * cell), Top + (row * cell), cell, counts[row][column], support, $"{labels[row]} taken for {labels[column]}", row == column);
        }

        return picture.Svg;
    }

    private static void Draw(Picture picture, double x, double y, double cell, long count, long support, string tip, bool right)
    {
        var share = support == 0 ? 0 : (double)count / support;
        picture.Box(x, y, cell - 1, cell - 1, "cell", "");
        picture.Box(x, y, cell - 1, cell - 1, right ? "right" : "wrong", $"{tip}: {count} of {support}", share);
        if (count > 0)
            picture.Label(x + (cell / 2) - 0.5, y + (cell / 2) + 4, count.ToString(CultureInfo.InvariantCulture), "middle", share > 0.6 ? "label light" : "label");
    }
}
