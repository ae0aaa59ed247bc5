using FineTune.Storage;

namespace FineTuneTrainer.Verbs;

/// <summary>A model's folder as a user names it: an address, or a path.</summary>
internal static class ModelAddress
{
    public static ObjectUri Of(string text) => ObjectUri.Parse(text.Contains("://", StringComparison.Ordinal) ? text : $"file://{Path.GetFullPath(text)}");
}
