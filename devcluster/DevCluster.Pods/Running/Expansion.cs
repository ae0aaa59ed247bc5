using System.Text.RegularExpressions;

namespace DevCluster.Pods.Running;

/// <summary>$(NAME) becomes the variable's value, $$(NAME) stays as $(NAME), an unknown name stays as it is.</summary>
internal static partial class Expansion
{
    public static string Of(string text, IReadOnlyDictionary<string, string> variables)
        => Reference().Replace(text, match => match.Value switch
        {
            ['$', '$', ..] => match.Value[1..],
            _ => variables.GetValueOrDefault(match.Groups[1].Value, match.Value),
        });

    [GeneratedRegex(@"\$\$\([^)]*\)|\$\(([^)]*)\)")]
    private static partial Regex Reference();
}
