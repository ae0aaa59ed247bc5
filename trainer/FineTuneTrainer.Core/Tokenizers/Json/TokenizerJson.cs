using System.Text.Json;
using FineTuneTrainer.Core.Tokenizers.Models;
using FineTuneTrainer.Core.Tokenizers.Pipeline;
using FineTuneTrainer.Core.Tokenizers.PreTokenizers;

namespace FineTuneTrainer.Core.Tokenizers.Json;

/// <summary>
/// Reads a tokenizer.json; every element it cannot run exactly is refused by name. The file's own truncation and padding are not applied, as
/// Hugging Face's classes replace them with those of the call.
/// </summary>
internal static class TokenizerJson
{
    private const string File = "tokenizer.json";

    public static TokenizerParts Read(Stream json)
    {
        using JsonDocument document = JsonParts.Parse(json, File);
        try
        {
            return Parts(document.RootElement);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{File}: {e.Message}", e);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{File} is not built as expected: {e.Message}", e);
        }
    }

    /// <summary>Reads an added token.</summary>
    public static AddedToken Added(JsonElement token, int id)
    {
        string content = token.Text("content");
        Vocabulary.Check(id, content);
        return new AddedToken(id, content)
        {
            SingleWord = token.Flag("single_word", false),
            StripsLeft = token.Flag("lstrip", false),
            StripsRight = token.Flag("rstrip", false),
            Normalized = token.Flag("normalized", true),
            Special = token.Flag("special", false),
        };
    }

    private static TokenizerParts Parts(JsonElement root)
    {
        List<IPreTokenizer> steps = [.. root.Find("pre_tokenizer").Steps("pretokenizers").SelectMany(PreTokenizerJson.Read)];
        bool onBytes = steps.Count > 0 && steps[^1] is ByteLevelAlphabet;
        IModel model = ModelJson.Read(root.Need("model"), onBytes);
        // The model reads bytes itself; so the text is not written in the byte alphabet first.
        if (model is ByteBpeModel) steps.RemoveAt(steps.Count - 1);
        return new TokenizerParts
        {
            Added = [.. root.Find("added_tokens") is null ? [] : root.List("added_tokens").Select(t => Added(t, t.Number("id")))],
            Normalizers = [.. root.Find("normalizer").Steps("normalizers").Select(NormalizerJson.Read)],
            PreTokenizers = steps,
            Model = model,
            PostProcessor = PostProcessorJson.Read(root.Find("post_processor")),
            Decoders = root.Find("decoder") is null ? null : [.. root.Find("decoder").Steps("decoders").Select(DecoderJson.Read)],
        };
    }
}
