namespace CrossCloudOps.Logs.Reading;

/// <summary><c>com.shop.OrderService.save(OrderService.java:42)</c>, also of Kotlin, Scala, Groovy and Clojure.</summary>
internal static class JavaFrame
{
    private static readonly string[] Sources = [".java", ".kt", ".scala", ".groovy", ".clj"];

    private static readonly string[] Libraries =
    [
        "java.", "javax.", "jakarta.", "jdk.", "sun.", "com.sun.", "org.springframework.", "org.apache.", "org.hibernate.", "kotlin.", "kotlinx.", "scala.", "akka.", "clojure.",
        "groovy.", "reactor.", "io.netty.", "io.micronaut.", "io.quarkus.", "io.vertx.", "io.grpc.", "com.fasterxml.", "com.zaxxer.", "com.google.", "org.postgresql.", "com.mysql.",
        "oracle.", "com.microsoft.", "com.mongodb.", "com.amazonaws.", "software.amazon.", "lambdainternal.", "org.eclipse.", "org.jboss.", "org.junit.", "org.slf4j.", "ch.qos.",
        "okhttp3.", "feign.", "rx.", "io.reactivex.", "play.", "cats.effect.", "zio.",
    ];

    public static bool TryRead(string call, out Frame frame)
    {
        frame = default;
        var open = call.LastIndexOf('(');
        var close = open < 0 ? -1 : call.IndexOf(')', open);
        if (close < 0 || open == 0 || call[open - 1] == ' ' || !IsSource(call.AsSpan(open + 1, close - open - 1)))
        {
            return false;
        }

        var name = call[..open];
        name = name[(name.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        if (dot <= 0)
        {
            return false;
        }

        var type = Class(name[..dot]);
        frame = new Frame(type, Method(name[(dot + 1)..]), !Libraries.Any(type.Begins) && !type.Has("$Proxy"));
        return true;
    }

    public static bool IsLibrary(string type) => Libraries.Any(type.Begins);

    private static bool IsSource(ReadOnlySpan<char> source)
    {
        if (source is "Native Method" or "Unknown Source" or "<generated>")
        {
            return true;
        }

        var colon = source.IndexOf(':');
        source = colon < 0 ? source : source[..colon];
        foreach (var ending in Sources)
        {
            if (source.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Without <c>$$SpringCGLIB$$0</c>, <c>$$Lambda/0x…</c> and the numbers of anonymous classes.</summary>
    private static string Class(string name)
    {
        var made = name.IndexOf("$$", StringComparison.Ordinal);
        name = made > 0 ? name[..made] : name;
        return name.TrimEnd("0123456789".ToCharArray()).TrimEnd('$');
    }

    /// <summary><c>lambda$save$0</c> is of <c>save</c>.</summary>
    private static string Method(string name) => name.Split('$') is ["lambda", { Length: > 0 } of, ..] ? of : name.Split('$') is [{ Length: > 0 } plain, ..] ? plain : name;
}
