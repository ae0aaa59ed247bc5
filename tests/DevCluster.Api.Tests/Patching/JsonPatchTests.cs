using System.Text.Json.Nodes;
using DevCluster.Api.Errors;
using DevCluster.Api.Patching;

namespace DevCluster.Api.Tests.Patching;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("""[{"op":"add","path":"/data/c","value":"3"},{"op":"replace","path":"/data/a","value":"one"},{"op":"remove","path":"/data/b"}]""",
        """{"data":{"a":"one","c":"3"},"list":[1,2]}""")]
    [InlineData("""[{"op":"move","from":"/data/a","path":"/data/d"},{"op":"copy","from":"/data/b","path":"/data/e"}]""",
        """{"data":{"b":"2","d":"1","e":"2"},"list":[1,2]}""")]
    [InlineData("""[{"op":"add","path":"/list/-","value":3},{"op":"add","path":"/list/0","value":0},{"op":"replace","path":"/list/1","value":9}]""",
        """{"data":{"a":"1","b":"2"},"list":[0,9,2,3]}""")]
    [InlineData("""[{"op":"replace","path":"/data/absent","value":"x"},{"op":"test","path":"/data/a","value":"1"}]""",
        """{"data":{"a":"1","b":"2","absent":"x"},"list":[1,2]}""")]
    [InlineData("""[{"op":"add","path":"/data/x~1y~0","value":"z"}]""", """{"data":{"a":"1","b":"2","x/y~":"z"},"list":[1,2]}""")]
    [InlineData("""[{"op":"replace","path":"","value":{"new":true}}]""", """{"new":true}""")]
    public void Operations_change_a_copy(string patch, string expected)
    {
        JsonNode target = JsonNode.Parse("""{"data":{"a":"1","b":"2"},"list":[1,2]}""")!;
        JsonNode before = target.DeepClone();
        Json.Same(expected, JsonPatch.Apply(target, JsonNode.Parse(patch)!));
        Assert.True(JsonNode.DeepEquals(before, target));
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/data/a","value":"nope"}]""")]
    [InlineData("""[{"op":"remove","path":"/data/zzz"}]""")]
    [InlineData("""[{"op":"add","path":"/nope/zzz","value":"1"}]""")]
    [InlineData("""[{"op":"bogus","path":"/data/a"}]""")]
    [InlineData("""[{"op":"add","path":"/list/7","value":"1"}]""")]
    public void An_operation_that_fails_is_422_without_a_reason_of_its_own(string patch)
    {
        ApiException refusal = Assert.Throws<ApiException>(() => JsonPatch.Apply(JsonNode.Parse("""{"data":{"a":"1"},"list":[]}""")!, JsonNode.Parse(patch)!));
        Assert.Equal((422, "Invalid", "the server rejected our request due to an error in our request"), (refusal.Code, refusal.Reason, refusal.Message));
    }

    [Fact]
    public void A_patch_that_is_no_array_is_400()
    {
        ApiException refusal = Assert.Throws<ApiException>(() => JsonPatch.Apply(new JsonObject(), new JsonObject()));
        Assert.Equal(400, refusal.Code);
        Assert.Equal("error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp", refusal.Message);
    }

    [Fact]
    public void A_merge_patch_removes_by_null_and_replaces_lists()
        => Json.Same("""{"a":{"y":2,"z":{"q":1}},"l":[3]}""", MergePatch.Apply(
            JsonNode.Parse("""{"a":{"x":1,"y":2},"l":[1,2]}"""), JsonNode.Parse("""{"a":{"x":null,"z":{"q":1,"n":null}},"l":[3]}""")));
}
