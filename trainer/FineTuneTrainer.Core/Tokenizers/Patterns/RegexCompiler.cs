namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>Turns a parsed regular expression into steps, from the last to the first.</summary>
internal static class RegexCompiler
{
    public static INode Compile(RegexTree tree) => Build(tree, new AcceptNode());

    private static INode Build(RegexTree tree, INode next) => tree switch
    {
        RegexTree.One one => new OneNode(one.Set, next),
        RegexTree.Row row => row.Items.Reverse().Aggregate(next, (behind, item) => Build(item, behind)),
        RegexTree.Choice choice => new ChoiceNode([.. choice.Items.Select(item => Build(item, next))]),
        RegexTree.Atomic atomic => new AtomicNode(Compile(atomic.Item), next),
        RegexTree.Place place => new PlaceNode(place.Anchor, next),
        RegexTree.Look { Ahead: true } look => new LookaheadNode(Compile(look.Item), look.Wanted, next),
        RegexTree.Look { Item: RegexTree.One behind } look => new LookbehindNode(behind.Set, look.Wanted, next),
        RegexTree.Look => throw new InvalidDataException("The regular expression looks behind at more than one character; this is not supported."),
        RegexTree.Repeat repeat => Repeated(repeat, next),
        _ => throw new InvalidOperationException($"no step for {tree.GetType().Name}"),
    };

    private static INode Repeated(RegexTree.Repeat repeat, INode next)
    {
        if (repeat.Greed == Greed.Possessive) return Build(new RegexTree.Atomic(repeat with { Greed = Greed.Greedy }), next);
        if (repeat.Item is RegexTree.One one && repeat.Greed == Greed.Greedy) return new RunNode(one.Set, repeat.Least, repeat.Most, next);
        bool lazy = repeat.Greed == Greed.Lazy;
        INode tail;
        if (repeat.Most == int.MaxValue)
        {
            var loop = new LoopNode(lazy, next);
            loop.Item = Build(repeat.Item, loop);
            tail = loop;
        }
        else
        {
            tail = next;
            for (int n = repeat.Least; n < repeat.Most; n++)
            {
                INode taken = Build(repeat.Item, tail);
                tail = new ChoiceNode(lazy ? [next, taken] : [taken, next]);
            }
        }

        for (int n = 0; n < repeat.Least; n++) tail = Build(repeat.Item, tail);
        return tail;
    }
}
