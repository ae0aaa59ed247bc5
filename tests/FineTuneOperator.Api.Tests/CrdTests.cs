using System.Reflection;
using k8s.Models;
using KubeOps.Transpiler;

namespace FineTuneOperator.Api.Tests;

/// <summary>The definitions that the transpiler makes of the types.</summary>
public sealed class CrdTests
{
    private static V1CustomResourceDefinition Of<T>()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var assemblies = Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Concat(Directory.EnumerateFiles(runtime, "*.dll")).DistinctBy(path => Path.GetFileName(path));
        using MetadataLoadContext context = ContextCreator.Create(assemblies);
        return context.Transpile(typeof(T));
    }

    [Fact]
    public void Kinds_have_their_names_and_scopes()
    {
        V1CustomResourceDefinition job = Of<FineTuneJob>(), local = Of<FineTuneRuntime>(), cluster = Of<ClusterFineTuneRuntime>();
        Assert.Equal(["finetunejobs.finetune.dev", "finetuneruntimes.finetune.dev", "clusterfinetuneruntimes.finetune.dev"], new[] { job, local, cluster }.Select(crd => crd.Metadata.Name));
        Assert.Equal(["Namespaced", "Namespaced", "Cluster"], new[] { job, local, cluster }.Select(crd => crd.Spec.Scope));
        Assert.Equal(["ftj", "ftr", "cftr"], new[] { job, local, cluster }.Select(crd => crd.Spec.Names.ShortNames.Single()));
        Assert.NotNull(job.Spec.Versions[0].Subresources.Status);
        Assert.Null(local.Spec.Versions[0].Subresources);
    }

    [Fact]
    public void Columns_stand_in_the_order_people_read_them()
    {
        var columns = Of<FineTuneJob>().Spec.Versions[0].AdditionalPrinterColumns;
        Assert.Equal(["STATE", "PROGRESS", "ETA", "LOSS", "RESTARTS", "AGE"], columns.Where(column => column.Priority is null or 0).Select(column => column.Name));
        Assert.Equal("string", columns.Single(column => column.Name == "ETA").Type);
    }

    [Fact]
    public void Every_field_but_the_changeable_ones_is_immutable()
    {
        var spec = Of<FineTuneJob>().Spec.Versions[0].Schema.OpenAPIV3Schema.Properties["spec"];
        var changeable = spec.Properties.Where(pair => pair.Value.XKubernetesValidations?.Any(rule => rule.Rule == "self == oldSelf") != true).Select(pair => pair.Key);
        Assert.Equal(["activeDeadlineSeconds", "cleanup", "suspend", "ttlSecondsAfterFinished"], changeable.Order());
    }
}
