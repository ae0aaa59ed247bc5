using System.Text.Json;
using System.Text.Json.Nodes;
using DevCluster.Pods.Running;

namespace DevCluster.Pods.Tests.Running;

/// <summary>A pod in, a process out: the whole value.</summary>
public sealed class ProcessPlans
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void A_trainer_pod_becomes_a_process()
    {
        JsonObject pod = Pod("""
            {"name": "trainer", "image": "finetune-trainer:dev", "args": ["run", "/etc/finetune/run.json", "--out=/scratch/$(NAME)", "/scratchy"],
             "env": [{"name": "NAME", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
                     {"name": "FINETUNE_TERMINATION_LOG", "value": "/dev/termination-log"},
                     {"name": "FINETUNE_TOKEN_FILE", "value": "/var/run/secrets/finetune/token"},
                     {"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "keys", "key": "secret"}}},
                     {"name": "URL", "value": "s3://scratch/models"},
                     {"name": "CPUS", "valueFrom": {"resourceFieldRef": {"resource": "requests.cpu", "divisor": "1m"}}}],
             "resources": {"requests": {"cpu": "1500m"}}, "workingDir": "/scratch",
             "volumeMounts": [{"name": "run", "mountPath": "/etc/finetune"}, {"name": "scratch", "mountPath": "/scratch"},
                              {"name": "token", "mountPath": "/var/run/secrets/finetune"}]}
            """);
        Assert.Equal("""
            {
              "Folder": "/pods/u1/containers/trainer/0",
              "Command": [
                "/opt/trainer",
                "run",
                "/pods/u1/volumes/run/run.json",
                "--out=/pods/u1/volumes/scratch/job-abc",
                "/scratchy"
              ],
              "Environment": {
                "HOME": "/image",
                "HOSTNAME": "job-abc",
                "KUBERNETES_SERVICE_HOST": "127.0.0.1",
                "KUBERNETES_SERVICE_PORT": "6443",
                "NAME": "job-abc",
                "FINETUNE_TERMINATION_LOG": "/pods/u1/containers/trainer/0/termination-log",
                "FINETUNE_TOKEN_FILE": "/pods/u1/volumes/token/token",
                "KEY": "/scratch",
                "URL": "s3://scratch/models",
                "CPUS": "1500"
              },
              "WorkingDirectory": "/pods/u1/volumes/scratch",
              "TerminationFile": "/pods/u1/containers/trainer/0/termination-log"
            }
            """, JsonSerializer.Serialize(Plan(pod), Format));
    }

    [Theory]
    [InlineData("{}", "/opt/trainer plan")]
    [InlineData("""{"args": ["run"]}""", "/opt/trainer run")]
    [InlineData("""{"command": ["/bin/x"]}""", "/bin/x")]
    [InlineData("""{"command": ["/bin/x"], "args": ["y"]}""", "/bin/x y")]
    public void Command_replaces_the_entry_point_and_args_the_arguments(string container, string words)
    {
        JsonObject fields = JsonNode.Parse(container)!.AsObject();
        fields["name"] = "trainer";
        Assert.Equal(words, string.Join(' ', Plan(Pod(fields.ToJsonString())).Command));
    }

    [Fact]
    public void A_missing_key_is_a_problem_said_as_the_kubelet_says_it()
    {
        JsonObject pod = Pod("""{"name": "trainer", "env": [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "keys", "key": "none"}}}]}""");
        Assert.Equal("couldn't find key none in Secret team-a/keys", Assert.Throws<ConfigurationProblem>(() => Plan(pod)).Message);
    }

    [Fact]
    public void A_volume_type_that_is_not_built_is_refused_by_name()
    {
        JsonObject pod = Pod("""{"name": "trainer"}""");
        pod["spec"]!["volumes"] = JsonNode.Parse("""[{"name": "disk", "persistentVolumeClaim": {"claimName": "c"}}]""");
        string problem = Assert.Throws<ConfigurationProblem>(() => VolumePlan.Of(pod, Known(), new PodFolder("/pods/u1"))).Message;
        Assert.Equal("MountVolume.SetUp failed for volume \"disk\" : volume type persistentVolumeClaim is not in the development cluster's subset", problem);
    }

    [Fact]
    public void A_projected_volume_gathers_its_sources()
    {
        JsonObject pod = Pod("""{"name": "trainer"}""");
        pod["spec"]!["volumes"] = JsonNode.Parse("""
            [{"name": "all", "projected": {"sources": [
              {"secret": {"name": "keys", "items": [{"key": "secret", "path": "a/key"}]}},
              {"downwardAPI": {"items": [{"path": "labels", "fieldRef": {"fieldPath": "metadata.labels"}}]}},
              {"serviceAccountToken": {"path": "token", "audience": "x", "expirationSeconds": 600}}]}}]
            """);
        var plan = VolumePlan.Of(pod, Known(), new PodFolder("/pods/u1"));
        Assert.Equal(["/pods/u1/volumes/all/a/key: /scratch", "/pods/u1/volumes/all/labels: app=\"x\""], plan.Files.Select(file => $"{file.Path}: {System.Text.Encoding.UTF8.GetString(file.Content)}"));
        Assert.Equal(new TokenFile("/pods/u1/volumes/all/token", "x", 600), plan.Tokens.Single());
    }

    private static ProcessPlan Plan(JsonObject pod)
    {
        Image image = new(["/opt/trainer"], ["plan"], new Dictionary<string, string> { ["HOME"] = "/image" }, null);
        return ProcessPlan.Of(new PlanInput(pod, pod["spec"]!["containers"]![0]!.AsObject(), 0, image, Known(), new PodFolder("/pods/u1"), new Uri("https://127.0.0.1:6443"), null));
    }

    private static References Known()
    {
        JsonObject secret = new() { ["data"] = new JsonObject { ["secret"] = Convert.ToBase64String("/scratch"u8) } };
        return new References(new Dictionary<string, JsonObject> { ["secret/keys"] = secret });
    }

    private static JsonObject Pod(string container) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = "job-abc", ["namespace"] = "team-a", ["uid"] = "u1", ["labels"] = new JsonObject { ["app"] = "x" } },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(JsonNode.Parse(container)) },
    };
}
