using System.Collections.Concurrent;
using Cel;
using DevCluster.Api.Errors;

namespace DevCluster.Api.Schemas;

/// <summary>A compiled CEL expression over self and oldSelf.</summary>
internal sealed class CelProgram
{
    private static readonly ConcurrentDictionary<string, CelProgram> Known = new();
    private static readonly CelEnvironment Environment = CelLibrary.CreateEnvironment();

    private readonly string _text;
    private readonly CelProgramDelegate _run;

    private CelProgram(string text)
    {
        _text = text;
        try
        {
            _run = Environment.Compile(text);
        }
        catch (CelExpressionParserException error)
        {
            throw Refused(error);
        }
    }

    public static CelProgram Of(string text) => Known.GetOrAdd(text, static key => new CelProgram(key));

    /// <summary>The result; an evaluation that fails throws a CelEvaluationException with the reason.</summary>
    public object? Run(object? self, object? oldSelf)
    {
        Dictionary<string, object?> variables = new() { ["self"] = self, ["oldSelf"] = oldSelf };
        try
        {
            return _run(variables);
        }
        catch (Exception error) when (error is CelExpressionParserException or CelUnboundFunctionException or CelUndeclaredReferenceException)
        {
            throw Refused(error);
        }
        catch (CelNoSuchFieldException error)
        {
            throw new CelEvaluationException("no such key: " + error.Message);
        }
        catch (Exception error) when (error is CelException or FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            throw new CelEvaluationException(error.Message);
        }
    }

    // A rule that cannot be evaluated must not pass for one that holds.
    private ApiException Refused(Exception error)
        => new(501, "NotImplemented", $"the development cluster cannot evaluate the CEL expression \"{_text}\": {error.Message}");
}
