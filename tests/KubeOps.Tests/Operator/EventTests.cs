using KubeOps.Abstractions.Events;
using KubeOps.Tests.Transpiler;

namespace KubeOps.Tests.Operator;

/// <summary>Events are written once and counted when they come again.</summary>
public sealed class EventTests
{
    private const string Events = "/api/v1/namespaces/default/events";

    [Fact]
    public async Task The_same_event_again_raises_its_count()
    {
        await using RunningOperator running = await RunningOperator.StartAsync();
        Machine machine = await running.CreateAsync("a");
        EventPublisher publish = running.Get<EventPublisher>();
        await publish(machine, "Started", "the machine runs", cancellationToken: TestContext.Current.CancellationToken);
        await publish(machine, "Started", "the machine runs", cancellationToken: TestContext.Current.CancellationToken);
        await publish(machine, "Broken", "the machine stands", EventType.Warning, TestContext.Current.CancellationToken);
        var events = running.Server.Objects.List(Events);
        Assert.Equal(["Broken 1 Warning", "Started 2 Normal"], events.Select(e => $"{e!["reason"]} {e["count"]} {e["type"]}").Order());
        Assert.All(events, e => Assert.Equal(("Machine", "a"), ($"{e!["involvedObject"]!["kind"]}", $"{e["involvedObject"]!["name"]}")));
    }

    [Fact]
    public async Task An_event_that_cannot_be_written_throws_nothing()
    {
        await using RunningOperator running = await RunningOperator.StartAsync();
        Machine machine = await running.CreateAsync("a");
        EventPublisher publish = running.Get<EventPublisher>();
        await running.Server.DisposeAsync();
        await publish(machine, "Late", "nobody listens", cancellationToken: TestContext.Current.CancellationToken);
    }
}
