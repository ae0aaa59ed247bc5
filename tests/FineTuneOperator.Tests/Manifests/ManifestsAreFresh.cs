using FineTuneOperator.Api;
using FineTuneOperator.Core;
using FineTuneOperator.Manifests;
using TestKit;

namespace FineTuneOperator.Tests.Manifests;

/// <summary>config/ and charts/ say what the types say.</summary>
public sealed class ManifestsAreFresh
{
    public static TheoryData<string> Jobs =>
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "config", "samples"), "*.yaml").Where(path => File.ReadAllText(path).Contains("kind: FineTuneJob", StringComparison.Ordinal)).Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Fact]
    public void The_definitions_in_config_and_chart_are_those_of_the_types()
    {
        var rendered = CrdWriter.Render();
        foreach (string folder in (string[])["config/crd", "charts/finetune-operator/crds"])
        {
            string full = Path.Combine(RepositoryFiles.Root, folder);
            var present = Directory.EnumerateFiles(full, "crd.*.yaml").ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
            Assert.Equal(rendered.Keys.Order(), present.Keys.Order());
            Assert.All(rendered, pair => Assert.True(pair.Value == present[pair.Key], $"{folder}/{pair.Key} is stale: make manifests writes it."));
        }
    }

    [Fact]
    public void Every_text_list_and_map_of_the_definitions_is_bounded()
    {
        var unbounded = CrdWriter.Definitions().SelectMany(crd => SchemaTree.All(crd.Spec.Versions[0].Schema.OpenAPIV3Schema))
            .Where(schema => (schema.Type == "string" && schema.EnumProperty is null && schema.Format is null && schema.MaxLength is null)
                || (schema.Type == "array" && schema.MaxItems is null) || (schema.AdditionalProperties is not null && schema.MaxProperties is null));
        Assert.Empty(unbounded.Select(schema => schema.Description));
    }

    [Fact]
    public void Every_field_of_the_definitions_is_described()
    {
        var silent = CrdWriter.Definitions().SelectMany(crd => SchemaTree.All(crd.Spec.Versions[0].Schema.OpenAPIV3Schema))
            .SelectMany(schema => schema.Properties ?? new Dictionary<string, k8s.Models.V1JSONSchemaProps>()).Where(pair => string.IsNullOrEmpty(pair.Value.Description));
        Assert.Empty(silent.Select(pair => pair.Key));
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Every_sample_is_valid_and_its_runtime_allows_it(string name)
    {
        var job = TestCluster.Sample<FineTuneJob>(name);
        Assert.Empty(JobValidator.Validate(job));
        Assert.Empty(RuntimeValidator.Validate(job, TestCluster.Sample<ClusterFineTuneRuntime>($"runtime-{job.Spec.RuntimeRef.Name}").Spec));
    }

    [Fact]
    public async Task Every_sample_passes_the_schema_and_its_rules()
    {
        await using TestCluster cluster = await TestCluster.StartAsync();
        foreach (var name in Jobs.Select(row => row.Data))
        {
            var job = TestCluster.Sample<FineTuneJob>(name);
            Assert.Equal(job.Metadata.Name, (await cluster.CreateAsync(job)).Metadata.Name);
        }
    }

    [Theory]
    [InlineData("config/rbac/operator-role.yaml", "operator-role.yaml")]
    [InlineData("config/rbac/leader-election-role.yaml", "leader-election-role.yaml")]
    [InlineData("config/rbac/user-roles.yaml", "user-roles.yaml")]
    [InlineData("config/manager/service.yaml", "service.yaml")]
    public void The_chart_has_the_objects_of_config(string config, string template)
    {
        string chart = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "charts", "finetune-operator", "templates", template));
        Assert.Equal(File.ReadAllText(Path.Combine(RepositoryFiles.Root, config)), chart.Replace("{{ .Release.Namespace }}", "finetune-system", StringComparison.Ordinal));
    }
}
