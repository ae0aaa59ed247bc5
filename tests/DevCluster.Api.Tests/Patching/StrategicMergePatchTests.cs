using DevCluster.Api.Errors;
using DevCluster.Api.Patching;

namespace DevCluster.Api.Tests.Patching;

public sealed class StrategicMergePatchTests
{
    [Theory]
    [InlineData("""{"spec":{"containers":[{"name":"main","image":"m:1"},{"name":"side","image":"s:1"}]}}""",
        """{"spec":{"$setElementOrder/containers":[{"name":"main"},{"name":"side"}],"containers":[{"name":"side","image":"s:2"}]}}""",
        """{"spec":{"containers":[{"name":"main","image":"m:1"},{"name":"side","image":"s:2"}]}}""")]
    [InlineData("""{"status":{"conditions":[{"type":"Ready","status":"False"}]}}""",
        """{"status":{"conditions":[{"type":"Warm","status":"True"},{"type":"Ready","status":"True"}]}}""",
        """{"status":{"conditions":[{"type":"Warm","status":"True"},{"type":"Ready","status":"True"}]}}""")]
    [InlineData("""{"status":{"conditions":[{"type":"Warm"},{"type":"Ready"}]}}""",
        """{"status":{"conditions":[{"type":"Ready","$patch":"delete"}]}}""", """{"status":{"conditions":[{"type":"Warm"}]}}""")]
    [InlineData("""{"spec":{"tolerations":[{"key":"a"}]}}""", """{"spec":{"tolerations":[{"key":"b"}]}}""", """{"spec":{"tolerations":[{"key":"b"}]}}""")]
    [InlineData("""{"metadata":{"labels":{"a":"1"}}}""", """{"metadata":{"labels":{"$patch":"replace","only":"this"}}}""", """{"metadata":{"labels":{"only":"this"}}}""")]
    [InlineData("""{"metadata":{"finalizers":["a","b"]}}""", """{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"],"finalizers":["c"]}}""",
        """{"metadata":{"finalizers":["b","c"]}}""")]
    [InlineData("""{"spec":{"volumes":[{"name":"v","emptyDir":{}}]}}""",
        """{"spec":{"volumes":[{"name":"v","$retainKeys":["name","hostPath"],"hostPath":{"path":"/x"}}]}}""",
        """{"spec":{"volumes":[{"name":"v","hostPath":{"path":"/x"}}]}}""")]
    [InlineData("""{"spec":{"containers":[{"name":"main","env":[{"name":"A","value":"1"}],"ports":[{"containerPort":80}]}]}}""",
        """{"spec":{"containers":[{"name":"main","env":[{"name":"B","value":"2"}],"ports":[{"containerPort":80,"name":"http"}]}]}}""",
        """{"spec":{"containers":[{"name":"main","env":[{"name":"B","value":"2"},{"name":"A","value":"1"}],"ports":[{"containerPort":80,"name":"http"}]}]}}""")]
    public void Lists_of_a_pod_merge_by_key(string target, string patch, string expected)
        => Json.Same(expected, StrategicMergePatch.Apply(Json.Object(target), Json.Object(patch), "v1", "Pod"));

    [Theory]
    [InlineData("""{"spec":{"containers":[{"name":"main"}],"$retainKeys":1}}""", "invalid patch format of retainKeys")]
    [InlineData("""{"spec":{"$patch":"bogus"}}""", "unknown patch type found: \"bogus\"")]
    [InlineData("""{"spec":{"containers":[{"image":"x"}]}}""", "map: {\"image\":\"x\"} does not contain declared merge key: name")]
    public void A_malformed_directive_is_400(string patch, string message)
    {
        ApiException refusal = Assert.Throws<ApiException>(() => StrategicMergePatch.Apply([], Json.Object(patch), "v1", "Pod"));
        Assert.Equal((400, message), (refusal.Code, refusal.Message));
    }
}
