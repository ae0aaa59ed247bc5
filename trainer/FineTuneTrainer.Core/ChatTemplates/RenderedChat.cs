namespace FineTuneTrainer.Core.ChatTemplates;

/// <summary>A rendered conversation.</summary>
/// <param name="Text">The text; it is encoded without special tokens around it, because the template wrote them.</param>
/// <param name="Generated">What stands in <c>{% generation %}</c>, in UTF-16 units.</param>
public sealed record RenderedChat(string Text, IReadOnlyList<(int Start, int End)> Generated);
