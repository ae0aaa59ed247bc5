using System.Text.Json.Serialization;
using k8s.Models;
using KubeOps.Abstractions.Entities;
using KubeOps.Abstractions.Entities.Attributes;
using KubeOps.Abstractions.Rbac;

namespace KubeOps.Tests.Transpiler;

/// <summary>An entity that uses every attribute the operator uses.</summary>
[KubernetesEntity(Group = "test.dev", ApiVersion = "v1alpha1", Kind = "Machine", PluralName = "machines")]
[KubernetesEntityShortNames("mc", "mach")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "Age", "date")]
[GenericAdditionalPrinterColumn(".status.phase", "Phase", "string", Priority = PrinterColumnPriority.WideView)]
[ValidationRule("self.metadata.name.size() <= 52", message: "name too long")]
[Description("A machine.")]
[EntityRbac(typeof(Machine), Verbs = RbacVerb.Get | RbacVerb.Watch)]
public sealed class Machine : CustomKubernetesEntity<MachineSpec, MachineStatus>;

[ValidationRule("has(self.a) != has(self.b)", message: "exactly one")]
public sealed class MachineSpec
{
    [Required]
    [Pattern("^[a-z]+$")]
    [Length(1, 20)]
    [ValidationRule("self == oldSelf", message: "immutable")]
    public string Name { get; set; } = string.Empty;

    [RangeMinimum(0, exclusiveMinimum: true)]
    [RangeMaximum(10)]
    [DefaultValue(3L)]
    public int Count { get; set; }

    [EnumValues("auto", "fp32")]
    [DefaultValue("auto")]
    public string? Precision { get; set; }

    public Color Color { get; set; }

    [Items(1, 3)]
    [XListType(XListType.Set)]
    public IList<string> Tags { get; set; } = [];

    [XListType(XListType.Map)]
    [XListMapKeys("key")]
    public IList<Pair>? Pairs { get; set; }

    public IDictionary<string, string>? Labels { get; set; }

    public IDictionary<string, ResourceQuantity>? Limits { get; set; }

    [DefaultValue("{\"key\":\"k\"}", Json = true)]
    public Pair? Single { get; set; }

    [PreserveUnknownFields]
    public object? Free { get; set; }

    public V1PodTemplateSpec? Template { get; set; }

    [EmbeddedResource]
    public object? Whole { get; set; }

    public string? A { get; set; }

    [JsonPropertyName("b")]
    public string? Other { get; set; }

    [Ignore]
    public string? Hidden { get; set; }
}

public sealed class Pair
{
    [Required]
    public string Key { get; set; } = string.Empty;

    public double? Value { get; set; }
}

public sealed class MachineStatus
{
    [AdditionalPrinterColumn(name: "State")]
    public string? Phase { get; set; }

    [AdditionalPrinterColumn(PrinterColumnPriority.WideView)]
    public long Steps { get; set; }

    public DateTime? Started { get; set; }
}

public enum Color
{
    Red,
    [JsonStringEnumMemberName("light-blue")]
    LightBlue,
}

[KubernetesEntity(Group = "test.dev", ApiVersion = "v1", Kind = "World", PluralName = "worlds")]
[EntityScope(EntityScope.Cluster)]
public sealed class World : CustomKubernetesEntity<WorldSpec>;

public sealed class WorldSpec
{
    public bool Round { get; set; }
}

[KubernetesEntity(Group = "test.dev", ApiVersion = "v1", Kind = "Loop", PluralName = "loops")]
public sealed class Loop : CustomKubernetesEntity<LoopSpec>;

public sealed class LoopSpec
{
    public LoopSpec? Inner { get; set; }
}

[KubernetesEntity(Group = "test.dev", ApiVersion = "v1", Kind = "Unique", PluralName = "uniques")]
public sealed class Unique : CustomKubernetesEntity<UniqueSpec>;

public sealed class UniqueSpec
{
    [UniqueItems]
    public IList<string>? Items { get; set; }
}
