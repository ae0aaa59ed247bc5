using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Schemas;

namespace DevCluster.Api.Tests.Schemas;

public sealed class CelRuleTests
{
    private static readonly CustomSchema Schema = CustomSchema.Parse(Json.Object("""
        {"type":"object","properties":{"spec":{"type":"object",
          "x-kubernetes-validations":[
            {"rule":"self.method == 'full' ? !has(self.lora) : true","message":"lora must not be set","reason":"FieldValueForbidden","fieldPath":".lora"},
            {"rule":"self.workers * self.gpus <= 64","messageExpression":"'too many GPUs for ' + self.model"},
            {"rule":"!has(oldSelf.uri) || self.uri == oldSelf.uri","message":"uri cannot be changed"}],
          "properties":{"model":{"type":"string","x-kubernetes-validations":[{"rule":"self == oldSelf","message":"model is immutable"}]},
            "method":{"type":"string","enum":["lora","full"]},"uri":{"type":"string"},"workers":{"type":"integer"},"gpus":{"type":"integer"},
            "lora":{"type":"object","properties":{"rank":{"type":"integer"}}},
            "rate":{"type":"string","x-kubernetes-validations":[{"rule":"double(self) < 1.0"}]},
            "tags":{"type":"array","items":{"type":"string"},"x-kubernetes-validations":[
              {"rule":"self.all(tag, tag.size() <= 3 && tag.matches('^[a-z]+$'))","message":"bad tag"},
              {"rule":"self.isSorted() && self.join(',').lowerAscii() == self.join(',')","message":"unsorted"}]}}}}}
        """));

    private const string Good = """{"model":"m","method":"lora","uri":"u","workers":1,"gpus":1}""";

    [Theory]
    [InlineData("""{"model":"m","method":"full","lora":{"rank":1},"workers":1,"gpus":1}""", "FieldValueForbidden", "spec.lora", "Forbidden: lora must not be set")]
    [InlineData("""{"model":"m","method":"lora","workers":40,"gpus":8}""", "FieldValueInvalid", "spec", "Invalid value: too many GPUs for m")]
    [InlineData("""{"model":"m","method":"lora","workers":1,"gpus":1,"rate":"2"}""", "FieldValueInvalid", "spec.rate", "Invalid value: \"2\": failed rule: double(self) < 1.0")]
    [InlineData("""{"model":"m","method":"lora","workers":1,"gpus":1,"tags":["abcd"]}""", "FieldValueInvalid", "spec.tags", "Invalid value: bad tag")]
    [InlineData("""{"model":"m","method":"lora","workers":1,"gpus":1,"tags":["b","a"]}""", "FieldValueInvalid", "spec.tags", "Invalid value: unsorted")]
    public void A_rule_that_fails_is_reported_as_its_schema_says(string spec, string reason, string field, string message)
        => Assert.Equal([new FieldCause(reason, message, field)], Validate(spec, null));

    [Theory]
    [InlineData("""{"model":"other","method":"lora","uri":"u","workers":1,"gpus":1}""", "spec.model", "Invalid value: \"other\": model is immutable")]
    [InlineData("""{"model":"m","method":"lora","uri":"v","workers":1,"gpus":1}""", "spec", "Invalid value: uri cannot be changed")]
    public void A_transition_rule_compares_with_the_old_object(string spec, string field, string message)
    {
        Assert.Equal([new FieldCause("FieldValueInvalid", message, field)], Validate(spec, Good));
        Assert.Empty(Validate(spec, null));
    }

    [Fact]
    public void Rules_wait_until_the_object_has_the_right_shape()
        => Assert.Equal([Causes.NotChecked.Message, "Unsupported value: \"magic\": supported values: \"lora\", \"full\""],
            Validate("""{"model":"m","method":"magic","workers":40,"gpus":8}""", null).Select(cause => cause.Message));

    [Fact]
    public void A_rule_that_cannot_be_evaluated_is_refused_by_name()
    {
        var schema = CustomSchema.Parse(Json.Object("""{"type":"object","x-kubernetes-validations":[{"rule":"quantity('1Gi').isLessThan(quantity('2Gi'))"}]}"""));
        ApiException refusal = Assert.Throws<ApiException>(() => schema.Validate([], null));
        Assert.Equal(501, refusal.Code);
        Assert.Contains("quantity", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_optional_oldSelf_lets_a_rule_see_creation()
    {
        var schema = CustomSchema.Parse(Json.Object("""
            {"type":"object","properties":{"n":{"type":"integer","x-kubernetes-validations":[
              {"rule":"oldSelf.hasValue() ? self >= oldSelf.value() : self == 1","optionalOldSelf":true,"message":"only up, from 1"}]}}}
            """));
        Assert.Empty(schema.Validate(new JsonObject { ["n"] = 1 }, null));
        Assert.Single(schema.Validate(new JsonObject { ["n"] = 2 }, null));
        Assert.Empty(schema.Validate(new JsonObject { ["n"] = 2 }, new JsonObject { ["n"] = 1 }));
        Assert.Single(schema.Validate(new JsonObject { ["n"] = 1 }, new JsonObject { ["n"] = 2 }));
    }

    private static IReadOnlyList<FieldCause> Validate(string spec, string? old)
        => Schema.Validate(Json.Object($$"""{"spec":{{spec}}}"""), old is null ? null : Json.Object($$"""{"spec":{{old}}}"""));
}
