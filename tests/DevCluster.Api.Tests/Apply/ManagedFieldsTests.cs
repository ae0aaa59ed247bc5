using System.Text.Json.Nodes;
using DevCluster.Api.Apply;

namespace DevCluster.Api.Tests.Apply;

public sealed class ManagedFieldsTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Creating_owns_maps_and_their_keys()
    {
        JsonObject map = Json.Object("""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"cm","uid":"u","labels":{"l":"1"}},"data":{"a":"1"}}""");
        ManagedFields.Update(null, map, "test", "v1", null, Now, null);
        Json.Same("""
            [{"manager":"test","operation":"Update","apiVersion":"v1","time":"2024-05-01T10:00:00Z","fieldsType":"FieldsV1",
              "fieldsV1":{"f:data":{".":{},"f:a":{}},"f:metadata":{"f:labels":{".":{},"f:l":{}}}}}]
            """, map["metadata"]!["managedFields"]);
    }

    [Fact]
    public void Replacing_takes_what_changed_and_leaves_the_rest()
    {
        JsonObject before = Json.Object("""{"kind":"ConfigMap","metadata":{"name":"cm"},"data":{"a":"1"}}""");
        ManagedFields.Update(null, before, "test", "v1", null, Now, null);
        JsonObject after = before.DeepClone().AsObject();
        after["data"] = new JsonObject { ["a"] = "2", ["b"] = "3" };
        ManagedFields.Update(before, after, "putter", "v1", null, Now, null);
        JsonArray entries = after["metadata"]!["managedFields"]!.AsArray();
        Json.Same("""{"f:data":{"f:a":{},"f:b":{}}}""", entries[0]!["fieldsV1"]);
        Json.Same("""{"f:data":{}}""", entries[1]!["fieldsV1"]);
    }

    [Fact]
    public void Clearing_the_field_ends_tracking()
    {
        JsonObject before = Json.Object("""{"kind":"ConfigMap","metadata":{"name":"cm"},"data":{"a":"1"}}""");
        ManagedFields.Update(null, before, "test", "v1", null, Now, null);
        JsonObject cleared = before.DeepClone().AsObject();
        cleared["metadata"]!["managedFields"] = new JsonArray(new JsonObject());
        ManagedFields.Update(before, cleared, "test", "v1", null, Now, null);
        Assert.Null(cleared["metadata"]!["managedFields"]);
        JsonObject late = cleared.DeepClone().AsObject();
        late["data"]!["e"] = "6";
        ManagedFields.Update(cleared, late, "late", "v1", null, Now, null);
        Assert.Null(late["metadata"]!["managedFields"]);
    }
}
