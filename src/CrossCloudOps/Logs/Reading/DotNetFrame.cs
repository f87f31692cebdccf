namespace CrossCloudOps.Logs.Reading;

/// <summary><c>Shop.Orders.OrderService.SaveAsync(Order order) in /src/OrderService.cs:line 42</c>.</summary>
internal static class DotNetFrame
{
    private static readonly string[] Libraries =
    [
        "System.", "Microsoft.", "Amazon.", "Azure.", "Newtonsoft.", "Npgsql.", "Dapper.", "Polly.", "Serilog.", "MediatR.", "Grpc.", "FluentValidation.", "AutoMapper.", "Castle.",
        "StackExchange.", "MySql.", "MySqlConnector.", "MongoDB.", "RabbitMQ.", "MassTransit.", "NServiceBus.", "Interop.", "Internal.", "lambda_method", "Oracle.", "Autofac.", "Hangfire.", "Quartz.", "Refit.",
    ];

    public static bool TryRead(string call, out Frame frame)
    {
        frame = default;
        var open = call.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !call.AsSpan(open).Contains(')') || call.AsSpan(0, open).Contains(' '))
        {
            return false;
        }

        var name = call[..open];
        var square = name.IndexOf('[', StringComparison.Ordinal);
        name = square > 0 ? name[..square] : name;
        var dot = name.LastIndexOf('.');
        if (dot > 0 && name[dot - 1] == '.')
        {
            dot--;
        }

        var (type, method) = dot <= 0 ? ("", name) : (name[..dot], name[(dot + 1)..]);
        frame = new Frame(Class(type, ref method), Method(method), !Libraries.Any(name.Begins));
        return true;
    }

    /// <summary>The compiler puts async methods and lambdas into classes such as <c>&lt;SaveAsync&gt;d__12</c> and <c>&lt;&gt;c__DisplayClass5_0</c>.</summary>
    private static string Class(string type, ref string method)
    {
        for (var made = type.IndexOf(".<", StringComparison.Ordinal); made > 0; made = type.IndexOf(".<", StringComparison.Ordinal))
        {
            var rest = type[(made + 1)..];
            type = type[..made];
            if (method == "MoveNext" && Between(rest) is { Length: > 0 })
            {
                method = rest;
            }
        }

        var plus = type.IndexOf("+<", StringComparison.Ordinal);
        return WithoutArity(plus > 0 ? type[..plus] : type);
    }

    private static string WithoutArity(string name) => name.IndexOf('`', StringComparison.Ordinal) is > 0 and var tick ? name[..tick] : name;

    private static string Method(string name)
    {
        const string local = ">g__";
        var at = name.LastIndexOf(local, StringComparison.Ordinal);
        if (at > 0)
        {
            var end = name.IndexOf('|', at);
            return end < 0 ? name[(at + local.Length)..] : name[(at + local.Length)..end];
        }

        return Between(name) is { Length: > 0 } of ? of : WithoutArity(name);
    }

    private static string? Between(string name)
    {
        var open = name.LastIndexOf('<');
        var close = open < 0 ? -1 : name.IndexOf('>', open);
        return close < 0 ? null : name[(open + 1)..close];
    }
}
