using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers.PostProcessors;

namespace FineTuneTrainer.Core.Tokenizers.Json;

/// <summary>Reads the post-processor: offsets trimmed by any of its steps, and one template.</summary>
internal static class PostProcessorJson
{
    public static PostProcessor Read(JsonElement? element)
    {
        var result = new PostProcessor();
        bool hasTemplate = false;
        foreach (JsonElement step in element.Steps("processors"))
        {
            string? type = step.TextOrNull("type");
            if (type != "ByteLevel" && hasTemplate) throw JsonParts.Unknown("post_processor", $"{type} behind another template");
            hasTemplate |= type != "ByteLevel";
            result = type switch
            {
                "ByteLevel" => result with { Trim = Trim(step) ?? result.Trim },
                "BertProcessing" => Bert(step) with { Trim = result.Trim },
                "RobertaProcessing" => Roberta(step) with { Trim = Trim(step) ?? result.Trim },
                "TemplateProcessing" => new PostProcessor { Single = Parts(step, "single"), Pair = Parts(step, "pair"), Trim = result.Trim },
                _ => throw JsonParts.Unknown("post_processor", type),
            };
        }

        return result;
    }

    private static OffsetTrim? Trim(JsonElement step) => step.Flag("trim_offsets", true) ? new OffsetTrim(step.Flag("add_prefix_space", true)) : null;

    private static PostProcessor Bert(JsonElement step)
    {
        (int first, int last) = (step.Need("cls")[1].GetInt32(), step.Need("sep")[1].GetInt32());
        TemplatePart[] single = [TemplatePart.Special(0, first), TemplatePart.Text(0, 0), TemplatePart.Special(0, last)];
        return new PostProcessor { Single = single, Pair = [.. single, TemplatePart.Text(1, 1), TemplatePart.Special(1, last)] };
    }

    // All of RoBERTa's segments are 0.
    private static PostProcessor Roberta(JsonElement step)
    {
        (int first, int last) = (step.Need("cls")[1].GetInt32(), step.Need("sep")[1].GetInt32());
        TemplatePart[] single = [TemplatePart.Special(0, first), TemplatePart.Text(0, 0), TemplatePart.Special(0, last)];
        return new PostProcessor { Single = single, Pair = [.. single, TemplatePart.Special(0, last), TemplatePart.Text(1, 0), TemplatePart.Special(0, last)] };
    }

    private static List<TemplatePart> Parts(JsonElement step, string name)
    {
        if (step.Find(name) is null) return [TemplatePart.Text(0, 0)];
        List<TemplatePart> parts = [.. step.List(name).Select(part => Part(part, step.Find("special_tokens")))];
        int[] texts = [.. parts.Where(p => p.Sequence != Token.NoPlace).Select(p => p.Sequence)];
        if (texts.Distinct().Count() != texts.Length) throw JsonParts.Unknown("post_processor", "TemplateProcessing with a text more than once");
        if (name == "single" && !texts.SequenceEqual([0])) throw JsonParts.Unknown("post_processor", "TemplateProcessing without the text");
        return parts;
    }

    private static TemplatePart Part(JsonElement part, JsonElement? special)
    {
        if (part.Find("Sequence") is { } sequence) return TemplatePart.Text(sequence.Text("id") == "A" ? 0 : 1, sequence.Number("type_id"));
        JsonElement token = part.Need("SpecialToken");
        string name = token.Text("id");
        JsonElement known = special?.Find(name) ?? throw new InvalidDataException($"The template's special token '{name}' is not among its special_tokens.");
        return TemplatePart.Special(token.Number("type_id"), [.. known.List("ids").Select(id => id.GetInt32())]);
    }
}
