using System.Text.Json.Nodes;
using DevCluster.Api.Apply;
using DevCluster.Api.Errors;

namespace DevCluster.Api.Tests.Apply;

public sealed class ServerSideApplyTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_apply_owns_what_it_sets()
    {
        JsonObject created = Apply(null, "one", """{"a":"1","b":"2"}""");
        Json.Same("""
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"cm","managedFields":[{"manager":"one","operation":"Apply","apiVersion":"v1",
             "time":"2024-05-01T10:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{"f:a":{},"f:b":{}}}}]},"data":{"a":"1","b":"2"}}
            """, created);
    }

    [Theory]
    [InlineData("""{"a":"other"}""", "Apply failed with 1 conflict: conflict with \"one\": .data.a", 1)]
    [InlineData("""{"a":"x","b":"y"}""", "Apply failed with 2 conflicts: conflicts with \"one\":\n- .data.a\n- .data.b", 2)]
    public void Changing_what_another_applier_owns_is_a_conflict(string data, string message, int causes)
    {
        JsonObject live = Apply(null, "one", """{"a":"1","b":"2"}""");
        ApiException refusal = Assert.Throws<ApiException>(() => Apply(live, "two", data));
        Assert.Equal((409, "Conflict", message), (refusal.Code, refusal.Reason, refusal.Message));
        Assert.Equal(causes, refusal.Details!["causes"]!.AsArray().Count);
        Json.Same("""{"reason":"FieldManagerConflict","message":"conflict with \"one\"","field":".data.a"}""", refusal.Details["causes"]![0]);
    }

    [Fact]
    public void An_equal_value_is_shared_and_force_takes_a_different_one()
    {
        JsonObject live = Apply(null, "one", """{"a":"1","b":"2"}""");
        live = Apply(live, "two", """{"a":"1"}""");
        Assert.Equal(["two f:data={f:a} -", "one f:data={f:a,f:b} 10:00"], Owners(live));
        live = Apply(live, "two", """{"a":"forced"}""", force: true);
        Assert.Equal(["one f:data={f:b} 10:00", "two f:data={f:a} 10:00"], Owners(live));
        live = Apply(live, "one", "{}");
        Json.Same("""{"a":"forced"}""", live["data"]);
        Assert.Equal(["one f:data={} 10:00", "two f:data={f:a} 10:00"], Owners(live));
    }

    [Fact]
    public void An_update_takes_ownership_and_its_conflict_names_the_version()
    {
        JsonObject live = Apply(null, "one", """{"a":"1"}""");
        JsonObject after = live.DeepClone().AsObject();
        after["data"]!["a"] = "merge";
        ManagedFields.Update(live, after, "three", "v1", null, Now, null);
        Assert.Equal(["three f:data={f:a} 10:00"], Owners(after));
        ApiException refusal = Assert.Throws<ApiException>(() => Apply(after, "one", """{"a":"again"}"""));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"three\" using v1: .data.a", refusal.Message);
    }

    [Theory]
    [InlineData("""{"data":{"a":1}}""", ".data.a: expected string, got &value.valueUnstructured{Value:1}")]
    [InlineData("""{"data":{"a":true}}""", ".data.a: expected string, got &value.valueUnstructured{Value:true}")]
    [InlineData("""{"nope":1}""", ".nope: field not declared in schema")]
    public void A_wrong_type_is_an_error_of_the_typed_patch(string fields, string error)
    {
        JsonObject applied = Json.Object(fields);
        applied["apiVersion"] = "v1";
        applied["kind"] = "ConfigMap";
        applied["metadata"] = new JsonObject { ["name"] = "cm" };
        ApiException refusal = Assert.Throws<ApiException>(() => ServerSideApply.Apply(null, applied, Options("ct")));
        Assert.Equal((500, "", $"failed to create typed patch object (/cm; /v1, Kind=ConfigMap): {error}"), (refusal.Code, refusal.Reason, refusal.Message));
    }

    [Fact]
    public void Containers_and_env_are_owned_by_key()
    {
        JsonObject pod = Json.Object("""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"pod"},"spec":{"schedulerName":"s","containers":[{"name":"main","image":"i","env":[{"name":"A","value":"1"}]}]}}
            """);
        JsonObject live = ServerSideApply.Apply(null, pod, Options("one"));
        Json.Same("""
            {"f:spec":{"f:containers":{"k:{\"name\":\"main\"}":{".":{},"f:env":{"k:{\"name\":\"A\"}":{".":{},"f:name":{},"f:value":{}}},"f:image":{},"f:name":{}}},"f:schedulerName":{}}}
            """, live["metadata"]!["managedFields"]![0]!["fieldsV1"]);
        pod["spec"]!["containers"]![0]!["env"] = JsonNode.Parse("""[{"name":"B","value":"2"}]""");
        JsonObject both = ServerSideApply.Apply(live, pod, Options("two"));
        Json.Same("""[{"name":"A","value":"1"},{"name":"B","value":"2"}]""", both["spec"]!["containers"]![0]!["env"]);
        JsonObject dropped = ServerSideApply.Apply(both, pod, Options("one"));
        Json.Same("""[{"name":"B","value":"2"}]""", dropped["spec"]!["containers"]![0]!["env"]);
    }

    [Fact]
    public void A_status_apply_owns_conditions_by_type_and_nothing_else()
    {
        JsonObject schema = Json.Object("""
            {"type":"object","properties":{"spec":{"type":"object","properties":{"model":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}}}},
             "status":{"type":"object","properties":{"phase":{"type":"string"},"conditions":{"type":"array","x-kubernetes-list-type":"map",
               "x-kubernetes-list-map-keys":["type"],"items":{"type":"object","properties":{"type":{"type":"string"},"status":{"type":"string"}}}}}}}}
            """);
        JsonObject Job(string fields) => Json.Object($$"""{"apiVersion":"f/v1","kind":"Ftj","metadata":{"name":"j"},{{fields}}}""");
        JsonObject live = ServerSideApply.Apply(null, Job("\"spec\":{\"model\":\"m\",\"tags\":[\"a\"]}"), Options("user", null, schema));
        live = ServerSideApply.Apply(live, Job("\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\"}]}"), Options("operator", "status", schema));
        live = ServerSideApply.Apply(live, Job("\"status\":{\"conditions\":[{\"type\":\"Uploaded\",\"status\":\"False\"}]}"), Options("uploader", "status", schema));
        ApiException refusal = Assert.Throws<ApiException>(() => ServerSideApply.Apply(live, Job("\"status\":{\"phase\":\"Failed\"}"), Options("uploader", "status", schema)));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"operator\" with subresource \"status\": .status.phase", refusal.Message);
        live = ServerSideApply.Apply(live, Job("\"status\":{\"phase\":\"Running\"}"), Options("operator", "status", schema));
        live = ServerSideApply.Apply(live, Job("\"spec\":{\"model\":\"m\"},\"status\":{\"phase\":\"Failed\"}"), Options("user", null, schema));
        Json.Same("""{"phase":"Running","conditions":[{"type":"Uploaded","status":"False"}]}""", live["status"]);
        Json.Same("""{"model":"m"}""", live["spec"]);
        Assert.Equal(["operator", "uploader", "user"], live["metadata"]!["managedFields"]!.AsArray().Select(entry => (string)entry!["manager"]!));
    }

    private static JsonObject Apply(JsonObject? live, string manager, string data, bool force = false)
        => ServerSideApply.Apply(live, Json.Object($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"cm"},"data":{{data}}}"""), Options(manager) with { Force = force });

    private static ApplyOptions Options(string manager, string? subresource = null, JsonObject? schema = null) => new(manager, false, subresource, Now, schema);

    private static IEnumerable<string> Owners(JsonObject item) => item["metadata"]!["managedFields"]!.AsArray().Select(entry =>
        $"{entry!["manager"]} f:data={{{string.Join(',', entry["fieldsV1"]!["f:data"]!.AsObject().Select(pair => pair.Key))}}} {((string?)entry["time"])?[11..16] ?? "-"}");
}
