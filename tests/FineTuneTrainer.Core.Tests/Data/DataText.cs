using System.Text;
using FineTuneTrainer.Core.Data.Formats;
using FineTuneTrainer.Core.Data.Rows;
using TestKit;

namespace FineTuneTrainer.Core.Tests.Data;

/// <summary>Data files written in the test, or of tests/Golden/data.</summary>
internal static class DataText
{
    public static DataFile File(string text, IDataFormat format, string name = "f") => new(name, format, () => new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public static DataFile Golden(IDataFormat format, params string[] path)
    {
        string full = RepositoryFiles.Golden(["data", .. path]);
        return new DataFile(path[^1], format, () => System.IO.File.OpenRead(full));
    }

    public static T[] Rows<T>(IRowShape<T> shape, params DataFile[] files)
        where T : class => [.. new RowSource<T>(files, shape).Read().Select(placed => placed.Row)];

    public static DataReport Check<T>(IRowShape<T> shape, params DataFile[] files)
        where T : class => new RowSource<T>(files, shape).Check(TestContext.Current.CancellationToken);

    public static string[] Problems<T>(IRowShape<T> shape, DataFile file)
        where T : class => [.. Check(shape, file).Problems.Select(p => p.ToString())];
}
