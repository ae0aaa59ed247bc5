namespace FineTuneTrainer.Core.Tokenizers.Patterns;

/// <summary>Turns a parsed regular expression into steps, from the last to the first.</summary>
internal sealed class RegexCompiler
{
    // Counted repetitions of groups are written out, and multiply when they are nested; tokenizers' own expressions have a few dozen steps.
    private const int MostSteps = 100_000;
    private int _steps;

    private RegexCompiler()
    {
    }

    /// <summary>The first step. An expression of too many is refused with an <see cref="InvalidDataException"/>.</summary>
    public static INode Compile(RegexTree tree) => new RegexCompiler().Build(tree, new AcceptNode());

    private INode Build(RegexTree tree, INode next)
    {
        if (++_steps > MostSteps) throw new InvalidDataException($"The regular expression repeats its groups into more than {MostSteps:N0} steps.");
        return Step(tree, next);
    }

    private INode Step(RegexTree tree, INode next) => tree switch
    {
        RegexTree.One one => new OneNode(one.Set, next),
        RegexTree.Row row => row.Items.Reverse().Aggregate(next, (behind, item) => Build(item, behind)),
        RegexTree.Choice choice => new ChoiceNode([.. choice.Items.Select(item => Build(item, next))]),
        RegexTree.Atomic atomic => new AtomicNode(Build(atomic.Item, new AcceptNode()), next),
        RegexTree.Place place => new PlaceNode(place.Anchor, next),
        RegexTree.Look { Ahead: true } look => new LookaheadNode(Build(look.Item, new AcceptNode()), look.Wanted, next),
        RegexTree.Look { Item: RegexTree.One behind } look => new LookbehindNode(behind.Set, look.Wanted, next),
        RegexTree.Look => throw new InvalidDataException("The regular expression looks behind at more than one character; this is not supported."),
        RegexTree.Repeat repeat => Repeated(repeat, next),
        _ => throw new InvalidOperationException($"no step for {tree.GetType().Name}"),
    };

    private INode Repeated(RegexTree.Repeat repeat, INode next)
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
