using FineTune.Contract;
using FineTuneTrainer.Core.Data;
using FineTuneTrainer.Core.Images;

namespace FineTuneTrainer.Run.Predictions;

/// <summary>Reads image files by their paths.</summary>
internal sealed class ImageReader(ImagePipeline pipeline)
{
    public IDenseInput? Read(string given, List<RunProblem> problems)
    {
        try
        {
            using var stream = File.OpenRead(given);
            var image = pipeline.Stepped(ImageDecoder.Decode(stream));
            return new ImageInput(given, () => image, pipeline with { Steps = [] }, [image.Channels, image.Height, image.Width], 0);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            problems.Add(new RunProblem { Place = given, Message = exception.Message, Hint = "give paths of PNG, JPEG, WebP, BMP or GIF images" });
            return null;
        }
    }
}
