using System.Text.Json.Nodes;
using DevCluster.Api.Tables;

namespace DevCluster.Api.Tests.Tables;

public sealed class TableWriterTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 1, 10, 10, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"phase":"Pending"}""", "0/1", "Pending", "0")]
    [InlineData("""{"phase":"Pending","containerStatuses":[{"ready":false,"restartCount":0,"state":{"waiting":{"reason":"ContainerCreating"}}}]}""", "0/1", "ContainerCreating", "0")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"ready":false,"restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"finishedAt":"2024-05-01T10:05:00Z"}}}]}""", "0/1", "CrashLoopBackOff", "3 (5m ago)")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"ready":true,"restartCount":0,"state":{"running":{}}}]}""", "1/1", "Running", "0")]
    [InlineData("""{"phase":"Failed","reason":"Evicted"}""", "0/1", "Evicted", "0")]
    [InlineData("""{"phase":"Failed","containerStatuses":[{"ready":false,"restartCount":0,"state":{"terminated":{"exitCode":42}}}]}""", "0/1", "ExitCode:42", "0")]
    [InlineData("""{"phase":"Failed","containerStatuses":[{"ready":false,"restartCount":0,"state":{"terminated":{"exitCode":137,"signal":9}}}]}""", "0/1", "Signal:9", "0")]
    [InlineData("""{"phase":"Succeeded","containerStatuses":[{"ready":false,"restartCount":0,"state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]}""", "0/1", "Completed", "0")]
    public void A_pod_shows_what_its_containers_say(string status, string ready, string text, string restarts)
    {
        JsonObject pod = Json.Object($$"""{"metadata":{"name":"p","creationTimestamp":"2024-05-01T10:00:00Z"},"spec":{"containers":[{"name":"main"}]},"status":{{status}}}""");
        Json.Same($$"""["p","{{ready}}","{{text}}","{{restarts}}","10m","<none>","<none>","<none>","<none>"]""", Cells("v1", "Pod", pod));
    }

    [Theory]
    [InlineData("""{"completions":1}""", """{"succeeded":1,"startTime":"2024-05-01T10:00:00Z","completionTime":"2024-05-01T10:05:00Z","conditions":[{"type":"Complete","status":"True"}]}""", "Complete", "1/1", "5m")]
    [InlineData("""{"completions":4}""", """{"succeeded":1,"startTime":"2024-05-01T10:08:30Z"}""", "Running", "1/4", "90s")]
    [InlineData("""{"parallelism":3}""", "{}", "Running", "0/1 of 3", "")]
    [InlineData("""{"completions":1}""", """{"conditions":[{"type":"FailureTarget","status":"True"}]}""", "FailureTarget", "0/1", "")]
    public void A_job_shows_its_progress(string spec, string status, string text, string completions, string duration)
    {
        JsonObject job = Json.Object($$"""{"metadata":{"name":"j","creationTimestamp":"2024-05-01T10:00:00Z"},"spec":{{spec}},"status":{{status}}}""");
        Json.Same($$"""["j","{{text}}","{{completions}}","{{duration}}","10m","","","<none>"]""", Cells("batch/v1", "Job", job));
    }

    [Fact]
    public void The_row_of_a_finished_pod_says_so()
    {
        JsonObject pod = Json.Object("""{"metadata":{"name":"p"},"status":{"phase":"Failed"}}""");
        JsonNode? row = TableWriter.Table("v1", "Pod", [pod], null, Now, columns: false)["rows"]![0];
        Json.Same("""[{"type":"Completed","status":"True","reason":"Failed","message":"The pod failed."}]""", row!["conditions"]);
    }

    [Fact]
    public void Numbers_may_have_been_written_by_the_server_itself()
    {
        JsonObject job = new() { ["metadata"] = new JsonObject { ["name"] = "j" }, ["spec"] = new JsonObject { ["completions"] = 2 }, ["status"] = new JsonObject { ["succeeded"] = 1L } };
        Assert.Equal("1/2", (string?)Cells("batch/v1", "Job", job)![2]);
    }

    [Fact]
    public void A_custom_resource_shows_its_printer_columns()
    {
        JsonArray columns = JsonNode.Parse("""
            [{"name":"Phase","type":"string","jsonPath":".status.phase"},{"name":"Epochs","type":"integer","jsonPath":".spec.epochs"},
             {"name":"Loss","type":"number","jsonPath":".status.loss"},{"name":"On","type":"boolean","jsonPath":".spec.on"},
             {"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\"Ready\")].status"},
             {"name":"Label","type":"string","jsonPath":".metadata.labels.a\\.b/c"},
             {"name":"Age","type":"date","priority":1,"jsonPath":".metadata.creationTimestamp"}]
            """)!.AsArray();
        JsonObject bare = Json.Object("""{"metadata":{"name":"bare","creationTimestamp":"2024-05-01T10:00:00Z"}}""");
        JsonObject full = Json.Object("""
            {"metadata":{"name":"full","labels":{"a.b/c":"x"}},"spec":{"epochs":7,"on":true},
             "status":{"phase":"Running","loss":0.25,"conditions":[{"type":"Other","status":"False"},{"type":"Ready","status":"True"}]}}
            """);
        JsonObject table = TableWriter.Table("finetune.dev/v1alpha1", "FineTuneJob", [bare, full], columns, Now, columns: true);
        Json.Same("""["bare",null,null,null,null,null,null,"10m"]""", table["rows"]![0]!["cells"]);
        Json.Same("""["full","Running",7,0.25,true,"True","x",null]""", table["rows"]![1]!["cells"]);
        Json.Same("""{"name":"Name","type":"string","format":"name","description":"","priority":0}""", table["columnDefinitions"]![0]);
        Json.Same("""{"name":"Age","type":"date","format":"","description":"","priority":1}""", table["columnDefinitions"]![7]);
    }

    [Theory]
    [InlineData("v1", "ConfigMap", """{"data":{"a":"1","b":"2"}}""", """["x",2,"<unknown>"]""")]
    [InlineData("v1", "Secret", """{"type":"Opaque","data":{"a":"Yg=="}}""", """["x","Opaque",1,"<unknown>"]""")]
    [InlineData("v1", "Service", """{"spec":{"type":"ClusterIP","clusterIP":"None","ports":[{"port":80,"protocol":"TCP"},{"port":81}],"selector":{"app":"x"}}}""",
        """["x","ClusterIP","None","<none>","80/TCP,81/TCP","<unknown>","app=x"]""")]
    [InlineData("coordination.k8s.io/v1", "Lease", """{"spec":{"holderIdentity":"op-a"}}""", """["x","op-a","<unknown>"]""")]
    [InlineData("v1", "Event", """{"involvedObject":{"kind":"Pod","name":"p"},"reason":"Started","type":"Normal","message":"m","count":3,"source":{"component":"c","host":"h"},"firstTimestamp":"2024-05-01T10:00:00Z","lastTimestamp":"2024-05-01T10:05:00Z"}""",
        """["5m","Normal","Started","pod/p","","c, h","m","10m",3,"x"]""")]
    [InlineData("example.org/v1", "Thing", "{}", """["x","<unknown>"]""")]
    public void Each_kind_has_its_columns(string apiVersion, string kind, string fields, string expected)
    {
        JsonObject item = Json.Object(fields);
        item["metadata"] = new JsonObject { ["name"] = "x" };
        Json.Same(expected, Cells(apiVersion, kind, item));
    }

    [Theory]
    [InlineData(119, "119s")]
    [InlineData(125, "2m5s")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((26 * 3600) + 60, "26h")]
    [InlineData((50 * 3600) + 60, "2d2h")]
    [InlineData(400L * 86400, "400d")]
    [InlineData(800L * 86400, "2y70d")]
    public void Ages_are_as_short_as_kubectls(long seconds, string text) => Assert.Equal(text, Ages.Text(TimeSpan.FromSeconds(seconds)));

    private static JsonNode? Cells(string apiVersion, string kind, JsonObject item)
        => TableWriter.Table(apiVersion, kind, [item], null, Now, columns: false)["rows"]![0]!["cells"];
}
