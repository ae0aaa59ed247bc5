using FineTune.Contract;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FineTune.Bench;

/// <summary>
/// The peer of <see cref="StepTime"/>: a BERT classifier in as few lines as TorchSharp allows, with the same fast operators (SDPA, fused AdamW, foreach clipping,
/// the same linear product) and none of the trainer around them: no layers as objects, no checkpoint names, no methods, no task.
/// </summary>
internal sealed class Prototype : IDisposable
{
    private const double Dropout = 0.1;

    private static readonly Lazy<jit.CompilationUnit> Texts = new(() => jit.compile("""
        def linear(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
            return torch.mkldnn_linear(x.to_mkldnn(), w, b).to_dense()

        def embedding(w: Tensor, ids: Tensor) -> Tensor:
            return torch.embedding(w, ids)

        def update(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: List[Tensor], lr: float) -> Tensor:
            total = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g)))
            torch._foreach_mul_(g, torch.clamp(1.0 / (total + 1e-6), max=1.0))
            torch._foreach_add_(steps, 1)
            torch._fused_adamw_(p, g, m, v, [], steps, lr=lr, beta1=0.9, beta2=0.999, weight_decay=0.01, eps=1e-8, amsgrad=False, maximize=False)
            return steps[0]

        """));

    private readonly Shape _shape;
    private readonly LinearKernelType _kernel;
    private readonly List<Tensor> _weights = [];
    private readonly Tensor[] _first;
    private readonly Tensor[] _second;
    private readonly Tensor[] _steps;
    private int _next;

    public Prototype(Shape shape, LinearKernelType kernel)
    {
        (_shape, _kernel) = (shape, kernel);
        long hidden = shape.Hidden, inner = shape.Intermediate;
        Add([shape.Vocabulary, hidden], [512, hidden], [2, hidden]);
        AddNorm();
        for (var i = 0; i < shape.Layers; i++)
        {
            Add([hidden, hidden], [hidden], [hidden, hidden], [hidden], [hidden, hidden], [hidden], [hidden, hidden], [hidden]);
            AddNorm();
            Add([inner, hidden], [inner], [hidden, inner], [hidden]);
            AddNorm();
        }

        Add([hidden, hidden], [hidden], [3, hidden], [3]);
        _first = [.. _weights.Select(weight => zeros(weight.shape))];
        _second = [.. _weights.Select(weight => zeros(weight.shape))];
        _steps = [.. _weights.Select(_ => zeros(1).squeeze())];
    }

    /// <summary>Forward, loss, backward, clipping, update.</summary>
    public void Step(Tensor ids, Tensor labels)
    {
        using var scope = NewDisposeScope();
        F.cross_entropy(Logits(ids), labels).backward();
        Texts.Value.invoke("update", _weights.ToArray(), _weights.Select(weight => weight.grad!).ToArray(), _first, _second, _steps, 1e-4);
        foreach (var weight in _weights)
            weight.grad = null;
    }

    public void Dispose()
    {
        foreach (var tensor in _weights.Concat(_first).Concat(_second).Concat(_steps))
            tensor.Dispose();
    }

    private Tensor Logits(Tensor ids)
    {
        _next = 0;
        long rows = ids.shape[0], length = ids.shape[1];
        var words = (Tensor)Texts.Value.invoke("embedding", Next(), ids);
        var positions = Next().narrow(0, 0, length);
        var x = F.dropout(Norm(words + positions + Next().narrow(0, 0, 1)), Dropout, training: true);
        for (var i = 0; i < _shape.Layers; i++)
        {
            Tensor Heads(Tensor y) => y.view(rows, length, _shape.Heads, _shape.Hidden / _shape.Heads).transpose(1, 2);
            var (query, key, value) = (Heads(Linear(x)), Heads(Linear(x)), Heads(Linear(x)));
            var context = F.scaled_dot_product_attention(query, key, value, null, Dropout).transpose(1, 2).reshape(x.shape);
            x = Norm(F.dropout(Linear(context), Dropout, training: true) + x);
            x = Norm(F.dropout(Linear(F.gelu(Linear(x))), Dropout, training: true) + x);
        }

        var pooled = Linear(x.select(1, 0)).tanh();
        return F.linear(F.dropout(pooled, Dropout, training: true), Next(), Next());
    }

    private Tensor Linear(Tensor x)
    {
        var (weight, bias) = (Next(), Next());
        return _kernel switch
        {
            LinearKernelType.OneDnn => (Tensor)Texts.Value.invoke("linear", x, weight, bias),
            LinearKernelType.BF16 => F.linear(x.to(ScalarType.BFloat16), weight.to(ScalarType.BFloat16), bias.to(ScalarType.BFloat16)).to(ScalarType.Float32),
            _ => F.linear(x, weight, bias),
        };
    }

    private Tensor Norm(Tensor x) => F.layer_norm(x, [_shape.Hidden], Next(), Next(), 1e-12);

    private Tensor Next() => _weights[_next++];

    private void Add(params long[][] shapes) => _weights.AddRange(shapes.Select(shape => (randn(shape) * 0.02).requires_grad_()));

    private void AddNorm()
    {
        _weights.Add(ones(_shape.Hidden).requires_grad_());
        _weights.Add(zeros(_shape.Hidden).requires_grad_());
    }
}
