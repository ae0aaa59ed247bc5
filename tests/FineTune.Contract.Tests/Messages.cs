using System.Text.Json;
using System.Text.Json.Nodes;
using TestKit;

namespace FineTune.Contract.Tests;

/// <summary>What operator and trainer write to each other, to the byte: a change of a golden file is a change of the contract.</summary>
public sealed class Messages
{
    private static readonly Dictionary<string, object> All = new()
    {
        ["run-spec"] = Samples.Spec,
        ["run-spec-smallest"] = Samples.SmallestSpec,
        ["run-report"] = Samples.Report,
        ["evaluation-report"] = Samples.Evaluation,
        ["run-progress"] = Samples.Progress,
        ["artifact-manifest"] = Samples.Manifest,
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_is_written_as_its_golden_file_has_it(string name) =>
        Golden.Match($"contract/{name}.json", JsonSerializer.Serialize(All[name], ContractJson.Indented));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_that_is_read_and_written_is_the_same(string name)
    {
        string text = JsonSerializer.Serialize(All[name], ContractJson.Options);
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize(text, All[name].GetType(), ContractJson.Options), ContractJson.Options));
        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize(text, All[name].GetType(), ContractJson.Lenient), ContractJson.Options));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_unknown_member_is_refused_and_by_lenient_readers_skipped(string name)
    {
        JsonObject message = Node(name);
        message["surprise"] = 1;
        Assert.Throws<JsonException>(() => message.Deserialize(All[name].GetType(), ContractJson.Options));
        Assert.NotNull(message.Deserialize(All[name].GetType(), ContractJson.Lenient));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_without_a_required_member_is_refused(string name)
    {
        foreach (var property in All[name].GetType().GetProperties().Where(p => p.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute), inherit: false)))
        {
            JsonObject message = Node(name);
            Assert.True(message.Remove(JsonNamingPolicy.CamelCase.ConvertName(property.Name)), property.Name);
            Assert.Throws<JsonException>(() => message.Deserialize(All[name].GetType(), ContractJson.Options));
        }
    }

    [Fact]
    public void A_member_of_a_nested_part_is_held_to_the_same()
    {
        JsonObject message = Node("run-spec");
        message["hyperparameters"]!["learningrate"] = 1;
        Assert.Throws<JsonException>(() => message.Deserialize<RunSpec>(ContractJson.Options));
    }

    [Theory]
    [InlineData("mode", "\"Evaluate\"")]
    [InlineData("seed", "\"42\"")]
    [InlineData("seed", "1.5")]
    [InlineData("task", "null")]
    [InlineData("datasets", "{}")]
    public void A_value_of_the_wrong_kind_is_refused(string member, string value)
    {
        JsonObject message = Node("run-spec");
        message[member] = JsonNode.Parse(value);
        Assert.Throws<JsonException>(() => message.Deserialize<RunSpec>(ContractJson.Options));
    }

    [Fact]
    public void Every_enum_is_written_as_its_name()
    {
        foreach (Type type in typeof(RunSpec).Assembly.GetExportedTypes().Where(type => type.IsEnum && type != typeof(ExitCode)))
        {
            foreach (object value in Enum.GetValues(type))
            {
                string text = JsonSerializer.Serialize(value, type, ContractJson.Options);
                Assert.Equal($"\"{value}\"", text);
                Assert.Equal(value, JsonSerializer.Deserialize(text, type, ContractJson.Options));
            }
        }
    }

    private static JsonObject Node(string name) => JsonSerializer.SerializeToNode(All[name], ContractJson.Options)!.AsObject();
}
