using TestKit;
using static TorchSharp.torch;

namespace FineTuneTrainer.Core.Tests.Kernels;

/// <summary>build/BannedSymbols.Torch.txt names what this TorchSharp has: an entry that names nothing would ban nothing.</summary>
public sealed class BannedSymbolsTests
{
    private static readonly string[] Entries = [.. File.ReadLines(Path.Combine(RepositoryFiles.Root, "build", "BannedSymbols.Torch.txt")).Select(line => line.Split(';')[0])];
    private static readonly Type[] Types = typeof(Tensor).Assembly.GetExportedTypes();

    [Fact]
    public void Every_entry_names_a_type_or_method_of_TorchSharp() => Assert.All(Entries, entry => Assert.True(Exists(entry), entry));

    [Fact]
    public void Every_optimizer_of_TorchSharp_is_banned()
    {
        // By name: this project may not use the type either.
        var optimizer = Types.Single(type => Name(type) == "TorchSharp.torch.optim.Optimizer");
        var optimizers = Types.Where(type => !type.IsAbstract && !type.IsNested && optimizer.IsAssignableFrom(type)).Select(type => $"T:{type.FullName}").ToList();
        Assert.NotEmpty(optimizers);
        Assert.Empty(optimizers.Except(Entries));
    }

    private static bool Exists(string entry) => entry[0] switch
    {
        'T' => Types.Any(type => Name(type) == entry[2..]),
        'M' => Types.SelectMany(type => type.GetMethods()).Any(method => Name(method) == entry[2..]),
        _ => false,
    };

    private static string Name(Type? type) => type?.FullName?.Replace('+', '.') ?? "";

    private static string Name(System.Reflection.MethodInfo method)
    {
        var parameters = string.Join(',', method.GetParameters().Select(parameter => Name(parameter.ParameterType)));
        return $"{Name(method.DeclaringType)}.{method.Name}{(parameters.Length > 0 ? $"({parameters})" : "")}";
    }
}
