using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using KubeOps.Abstractions.Rbac;
using KubeOps.Transpiler;
using KubeOps.Transpiler.Exceptions;

namespace KubeOps.Tests.Transpiler;

/// <summary>Entities become the definitions that the published transpiler makes of them.</summary>
public sealed class CrdsTests : IDisposable
{
    private readonly MetadataLoadContext _context = ContextCreator.Create(
    [
        .. Directory.GetFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"),
        .. Directory.GetFiles(AppContext.BaseDirectory, "*.dll"),
    ]);

    [Fact]
    public void Names_scope_and_short_names_come_from_the_attributes()
    {
        V1CustomResourceDefinition machine = Transpile<Machine>();
        Assert.Equal("machines.test.dev", machine.Metadata.Name);
        Assert.Equal("apiextensions.k8s.io/v1", machine.ApiVersion);
        Assert.Equal("Namespaced", machine.Spec.Scope);
        Assert.Equal(["mc", "mach"], machine.Spec.Names.ShortNames);
        Assert.Equal(("Machine", "MachineList", "machine"), (machine.Spec.Names.Kind, machine.Spec.Names.ListKind, machine.Spec.Names.Singular));
        Assert.Equal("Cluster", Transpile<World>().Spec.Scope);
    }

    [Fact]
    public void A_status_brings_its_subresource_and_none_brings_none()
    {
        Assert.Contains("status: {}", KubernetesYaml.Serialize(Transpile<Machine>()), StringComparison.Ordinal);
        Assert.Null(Transpile<World>().Spec.Versions[0].Subresources);
    }

    [Theory]
    [InlineData("name", """{"maxLength":20,"minLength":1,"pattern":"^[a-z]+$","type":"string","x-kubernetes-validations":[{"message":"immutable","rule":"self == oldSelf"}]}""")]
    [InlineData("count", """{"default":3,"exclusiveMaximum":false,"exclusiveMinimum":true,"format":"int32","maximum":10,"minimum":0,"type":"integer"}""")]
    [InlineData("precision", """{"default":"auto","enum":["auto","fp32"],"nullable":true,"type":"string"}""")]
    [InlineData("color", """{"enum":["Red","light-blue"],"type":"string"}""")]
    [InlineData("tags", """{"items":{"type":"string"},"maxItems":3,"minItems":1,"type":"array","x-kubernetes-list-type":"set"}""")]
    [InlineData("labels", """{"additionalProperties":{"type":"string"},"nullable":true,"type":"object"}""")]
    [InlineData("limits", """{"additionalProperties":{"type":"string"},"nullable":true,"type":"object"}""")]
    [InlineData("free", """{"nullable":true,"type":"object","x-kubernetes-preserve-unknown-fields":true}""")]
    [InlineData("whole", """{"nullable":true,"type":"object","x-kubernetes-embedded-resource":true,"x-kubernetes-preserve-unknown-fields":true}""")]
    public void A_property_maps_to_its_schema(string property, string expected)
    {
        JsonNode schema = Schema<Machine>()["properties"]!["spec"]!["properties"]![property]!;
        Assert.Equal(Sorted(JsonNode.Parse(expected)!), Sorted(schema));
    }

    [Fact]
    public void Lists_of_type_map_carry_keys_and_nested_defaults_are_json()
    {
        JsonNode spec = Schema<Machine>()["properties"]!["spec"]!["properties"]!;
        Assert.Equal("map", spec["pairs"]!["x-kubernetes-list-type"]!.GetValue<string>());
        Assert.Equal("""["key"]""", spec["pairs"]!["x-kubernetes-list-map-keys"]!.ToJsonString());
        Assert.Equal("""["key"]""", spec["pairs"]!["items"]!["required"]!.ToJsonString());
        Assert.Equal("""{"key":"k"}""", spec["single"]!["default"]!.ToJsonString());
    }

    [Fact]
    public void Required_members_rules_of_types_and_ignored_members_are_seen()
    {
        JsonNode root = Schema<Machine>();
        JsonNode spec = root["properties"]!["spec"]!;
        Assert.Equal("A machine.", root["description"]!.GetValue<string>());
        Assert.Equal("""["spec"]""", root["required"]!.ToJsonString());
        Assert.Equal("self.metadata.name.size() <= 52", root["x-kubernetes-validations"]![0]!["rule"]!.GetValue<string>());
        Assert.Equal("""["name"]""", spec["required"]!.ToJsonString());
        Assert.Equal("exactly one", spec["x-kubernetes-validations"]![0]!["message"]!.GetValue<string>());
        Assert.NotNull(spec["properties"]!["b"]);
        Assert.Null(spec["properties"]!["hidden"]);
        Assert.Null(root["properties"]!["metadata"]);
    }

    [Fact]
    public void Printer_columns_come_from_properties_first_then_from_the_class()
    {
        IEnumerable<(string, string, string, int?)> columns = Transpile<Machine>().Spec.Versions[0].AdditionalPrinterColumns
            .Select(column => (column.Name, column.JsonPath, column.Type, column.Priority));
        Assert.Equal(
            [
                ("State", ".status.phase", "string", 0),
                ("steps", ".status.steps", "integer", 1),
                ("Age", ".metadata.creationTimestamp", "date", 0),
                ("Phase", ".status.phase", "string", 1),
            ],
            columns);
    }

    [Fact]
    public void Types_inside_themselves_and_unique_items_are_refused()
    {
        Assert.Throws<TranspilationFailedException>(Transpile<Loop>);
        Assert.Throws<TranspilationFailedException>(Transpile<Unique>);
    }

    [Fact]
    public void Many_types_become_one_definition_a_name()
    {
        V1CustomResourceDefinition[] all = [.. _context.Transpile([typeof(Machine), typeof(World), typeof(V1Pod), typeof(Pair)])];
        Assert.Equal(["machines.test.dev", "worlds.test.dev"], all.Select(definition => definition.Metadata.Name));
        Assert.All(all, definition => Assert.True(definition.Spec.Versions[0].Storage));
    }

    [Fact]
    public void Permissions_on_entities_cover_their_status()
    {
        Type machine = _context.GetContextType<Machine>();
        V1PolicyRule[] rules = [.. _context.Transpile(machine.GetCustomAttributesData<EntityRbacAttribute>())];
        Assert.Equal(["machines"], rules[0].Resources);
        Assert.Equal(["get", "watch"], rules[0].Verbs);
        Assert.Equal(["machines/status"], rules[1].Resources);
    }

    public void Dispose() => _context.Dispose();

    private V1CustomResourceDefinition Transpile<T>() => _context.Transpile(_context.GetContextType<T>());

    private JsonNode Schema<T>() =>
        JsonNode.Parse(KubernetesJson.Serialize(Transpile<T>()))!["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!;

    private static string Sorted(JsonNode node) => node switch
    {
        JsonObject map => $"{{{string.Join(',', map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}:{Sorted(entry.Value!)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(item => Sorted(item!)))}]",
        _ => node.GetValueKind() == JsonValueKind.Number ? node.GetValue<double>().ToString() : node.ToJsonString(),
    };
}
