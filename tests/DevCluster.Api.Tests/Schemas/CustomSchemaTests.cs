using System.Text.Json.Nodes;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Tests.Schemas;

public sealed class CustomSchemaTests
{
    private static readonly CustomSchema Schema = CustomSchema.Parse(Json.Object("""
        {"type":"object","properties":{"spec":{"type":"object","required":["model"],"properties":{
          "model":{"type":"string","minLength":3,"maxLength":8,"pattern":"^[a-z/]+$"},
          "method":{"type":"string","enum":["lora","full"],"default":"lora"},
          "nested":{"type":"object","default":{},"properties":{"epochs":{"type":"integer","format":"int32","minimum":1,"maximum":100,"default":3},
            "rate":{"type":"number","minimum":0,"exclusiveMinimum":true}}},
          "memory":{"anyOf":[{"type":"integer"},{"type":"string"}],"x-kubernetes-int-or-string":true,"pattern":"^[0-9]+(Mi)?$"},
          "tags":{"type":"array","maxItems":2,"items":{"type":"string"},"x-kubernetes-list-type":"set"},
          "deadline":{"type":"string","format":"date-time"},
          "note":{"type":"string","nullable":true},
          "free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
          "env":{"type":"object","additionalProperties":{"type":"string"}}}}}}
        """));

    [Fact]
    public void Unknown_fields_are_pruned_and_named()
    {
        List<string> unknown = [];
        JsonObject sent = Json.Object("""{"kind":"K","metadata":{"name":"a","odd":1},"spec":{"z":1,"nested":{"y":2},"env":{"A":"1"},"free":{"any":[null]}},"other":1}""");
        Json.Same("""{"kind":"K","metadata":{"name":"a"},"spec":{"nested":{},"env":{"A":"1"},"free":{"any":[null]}}}""", Schema.Prune(sent, unknown));
        Assert.Equal(["metadata.odd", "other", "spec.nested.y", "spec.z"], unknown);
        Assert.True(sent.ContainsKey("other"));
    }

    [Fact]
    public void Defaults_fill_gaps_and_nulls_but_leave_nullable_fields()
    {
        JsonObject sent = Schema.Prune(Json.Object("""{"spec":{"model":"a/b","method":null,"deadline":null,"note":null,"nested":{"epochs":9.0}}}"""), []);
        Schema.Default(sent);
        Json.Same("""{"spec":{"model":"a/b","note":null,"nested":{"epochs":9},"method":"lora"}}""", sent);
        JsonObject bare = Json.Object("""{"spec":{}}""");
        Schema.Default(bare);
        Json.Same("""{"spec":{"method":"lora","nested":{"epochs":3}}}""", bare);
    }

    [Theory]
    [InlineData("""{"model":"abc","method":"magic"}""", "FieldValueNotSupported", "spec.method", "Unsupported value: \"magic\": supported values: \"lora\", \"full\"")]
    [InlineData("""{"model":"A B"}""", "FieldValueInvalid", "spec.model", "Invalid value: \"A B\": spec.model in body should match '^[a-z/]+$'")]
    [InlineData("""{"model":"aaaaaaaaa"}""", "FieldValueTooLong", "spec.model", "Too long: may not be more than 8 bytes")]
    [InlineData("""{"model":"a"}""", "FieldValueInvalid", "spec.model", "Invalid value: \"a\": spec.model in body should be at least 3 chars long")]
    [InlineData("""{"model":"abc","nested":{"epochs":0}}""", "FieldValueInvalid", "spec.nested.epochs", "Invalid value: 0: spec.nested.epochs in body should be greater than or equal to 1")]
    [InlineData("""{"model":"abc","nested":{"epochs":101}}""", "FieldValueInvalid", "spec.nested.epochs", "Invalid value: 101: spec.nested.epochs in body should be less than or equal to 100")]
    [InlineData("""{"model":"abc","nested":{"rate":0}}""", "FieldValueInvalid", "spec.nested.rate", "Invalid value: 0: spec.nested.rate in body should be greater than 0")]
    [InlineData("""{"model":"abc","nested":{"epochs":"three"}}""", "FieldValueTypeInvalid", "spec.nested.epochs", "Invalid value: \"string\": spec.nested.epochs in body must be of type integer: \"string\"")]
    [InlineData("""{"model":"abc","tags":["a","b","c"]}""", "FieldValueTooMany", "spec.tags", "Too many: 3: must have at most 2 items")]
    [InlineData("""{"model":"abc","tags":["a",5]}""", "FieldValueTypeInvalid", "spec.tags[1]", "Invalid value: \"integer\": spec.tags[1] in body must be of type string: \"integer\"")]
    [InlineData("""{"model":"abc","tags":["a","a"]}""", "FieldValueDuplicate", "spec.tags[1]", "Duplicate value: \"a\"")]
    [InlineData("""{}""", "FieldValueRequired", "spec.model", "Required value")]
    [InlineData("""{"model":"abc","deadline":"tomorrow"}""", "FieldValueTypeInvalid", "spec.deadline", "Invalid value: \"tomorrow\": spec.deadline in body must be of type date-time: \"tomorrow\"")]
    [InlineData("""{"model":"abc","memory":"lots"}""", "FieldValueInvalid", "spec.memory", "Invalid value: \"lots\": spec.memory in body should match '^[0-9]+(Mi)?$'")]
    public void Each_violation_has_the_words_of_a_real_server(string spec, string reason, string field, string message)
        => Assert.Equal([new FieldCause(reason, message, field)], Schema.Validate(Json.Object($$"""{"spec":{{spec}}}"""), null));

    [Fact]
    public void A_fraction_where_an_integer_belongs_is_reported_twice()
    {
        IReadOnlyList<FieldCause> causes = Schema.Validate(Json.Object("""{"spec":{"model":"abc","nested":{"epochs":1.5}}}"""), null);
        Assert.Equal(
            ["Invalid value: \"\": Checked value must be of type integer with format int32 in spec.nested.epochs",
                "Invalid value: \"float64\": spec.nested.epochs in body must be of type int32: \"float64\""],
            causes.Select(cause => cause.Message));
    }

    [Fact]
    public void A_fraction_where_an_int_or_string_belongs_is_reported_by_every_schema()
    {
        IReadOnlyList<FieldCause> causes = Schema.Validate(Json.Object("""{"spec":{"model":"abc","memory":1.5}}"""), null);
        Assert.Equal(
            ["Invalid value: \"\": \"spec.memory\" must validate at least one schema (anyOf)",
                "Invalid value: \"\": Checked value must be of type integer (default format) in spec.memory",
                "Invalid value: \"number\": spec.memory in body must be of type integer,string: \"number\"",
                "Invalid value: \"number\": spec.memory in body must be of type integer: \"number\""],
            causes.Select(cause => cause.Message).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"model":"BAD","method":"full"}""", true)]
    [InlineData("""{"model":"BAD2"}""", false)]
    public void An_update_may_keep_an_invalid_value_but_not_change_it(string spec, bool tolerated)
    {
        IReadOnlyList<FieldCause> causes = Schema.Validate(Json.Object($$"""{"spec":{{spec}}}"""), Json.Object("""{"spec":{"model":"BAD"}}"""));
        Assert.Equal(tolerated, causes.Count == 0);
    }

    [Fact]
    public void A_status_write_is_held_to_the_status_alone_and_told_so()
    {
        var schema = CustomSchema.Parse(Json.Object("""
            {"type":"object","required":["spec"],"properties":{"status":{"type":"object","properties":{"time":{"type":"string","format":"date-time"}}}}}
            """));
        Assert.Equal([new FieldCause("FieldValueTypeInvalid", "Invalid value: \"x\": time in body must be of type date-time: \"x\"", "status.time")],
            schema.Validate(Json.Object("""{"status":{"time":"x"}}"""), null, "status"));
    }
}
