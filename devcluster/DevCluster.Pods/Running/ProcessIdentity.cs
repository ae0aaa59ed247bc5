using System.Globalization;

namespace DevCluster.Pods.Running;

/// <summary>A process and when it started: a number that was given to another process since is not taken for it.</summary>
internal sealed record ProcessIdentity(int Id, long StartTicks)
{
    public static ProcessIdentity? Of(int id) => Stat(id) is { } stat ? new ProcessIdentity(id, stat.Start) : null;

    public static ProcessIdentity Parse(string text)
    {
        string[] parts = text.Split(' ');
        return new ProcessIdentity(int.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public bool IsAlive => Stat(Id) is { State: not ('Z' or 'X') } stat && stat.Start == StartTicks;

    public override string ToString() => $"{Id} {StartTicks}";

    private static (char State, long Start)? Stat(int id)
    {
        try
        {
            // The name in parentheses may hold anything; the fields after it are numbered from 3.
            string text = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
