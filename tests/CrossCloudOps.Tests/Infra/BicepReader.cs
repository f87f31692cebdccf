namespace CrossCloudOps.Tests.Infra;

/// <summary>The reading itself: one character after the other.</summary>
internal sealed class BicepReader(string text)
{
    private static readonly string[] Kinds = ["param", "var", "resource", "module", "output", "metadata"];

    private int _at;

    public IEnumerable<BicepDeclaration> Read()
    {
        var decorators = new Dictionary<string, string>();
        for (SkipSpace(); _at < text.Length; SkipSpace())
        {
            if (text[_at] == '@')
            {
                _at++;
                var name = Word();
                decorators[name] = Expression("\n")[1..^1];
                continue;
            }

            var kind = Word();
            if (kind == "using")
            {
                _ = Expression("\n");
                continue;
            }

            yield return Kinds.Contains(kind) ? Declaration(kind, decorators) : throw Unknown($"'{kind}'");
            decorators = [];
        }
    }

    private BicepDeclaration Declaration(string kind, Dictionary<string, string> decorators)
    {
        SkipBlanks();
        var name = Word();
        SkipBlanks();
        var type = Expression("=\n").Trim();
        var isExisting = type.EndsWith(" existing", StringComparison.Ordinal);
        type = (isExisting ? type[..^" existing".Length] : type).Trim('\'');
        if (_at >= text.Length || text[_at] != '=')
        {
            return kind == "param" ? new(kind, name, type, null, isExisting, decorators) : throw Unknown($"{kind} {name} without a value");
        }

        _at++;
        SkipBlanks();
        if (text.AsSpan(_at).StartsWith("if ("))
        {
            _at += "if ".Length;
            _ = Expression("{");
        }

        return new(kind, name, type, Value("\n"), isExisting, decorators);
    }

    private BicepValue Value(string ends)
    {
        SkipBlanks();
        return text[_at] switch
        {
            '{' => Object(),
            '[' => Array(),
            _ => new BicepText(Expression(ends).Trim()),
        };
    }

    private BicepObject Object()
    {
        var entries = new List<(string, BicepValue)>();
        for (_at++, SkipSpace(); text[_at] != '}'; SkipSpace())
        {
            var name = Expression(":\n").Trim().Trim('\'');
            if (text[_at] != ':')
            {
                throw Unknown($"'{name}' in an object");
            }

            _at++;
            entries.Add((name, Value("\n}")));
        }

        _at++;
        return new BicepObject(entries);
    }

    private BicepArray Array()
    {
        var items = new List<BicepValue>();
        for (_at++, SkipSpace(); text[_at] != ']'; SkipSpace())
        {
            items.Add(Value(",\n]"));
            SkipSpace();
            if (text[_at] == ',')
            {
                _at++;
            }
        }

        _at++;
        return new BicepArray(items);
    }

    /// <summary>Up to one of the ends, outside of brackets and texts.</summary>
    private string Expression(string ends)
    {
        var from = _at;
        for (var depth = 0; _at < text.Length && (depth > 0 || !ends.Contains(text[_at], StringComparison.Ordinal)); _at++)
        {
            switch (text[_at])
            {
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case '\'':
                    SkipText();
                    break;
                case '/' when text[_at + 1] == '/' || text[_at + 1] == '*':
                    throw Unknown("a comment inside an expression");
                default:
                    break;
            }
        }

        return text[from.._at];
    }

    /// <summary>From a quotation mark to the one that belongs to it, over texts inside <c>${…}</c>.</summary>
    private void SkipText()
    {
        if (text.AsSpan(_at).StartsWith("'''"))
        {
            throw Unknown("a text over several lines");
        }

        for (_at++; text[_at] != '\''; _at++)
        {
            if (text[_at] == '\n')
            {
                throw Unknown("a text without an end");
            }

            if (text[_at] == '\\')
            {
                _at++;
            }
            else if (text[_at] == '$' && text[_at + 1] == '{')
            {
                _at += 2;
                _ = Expression("}");
            }
        }
    }

    private string Word()
    {
        var from = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        return _at > from ? text[from.._at] : throw Unknown("no name");
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }

    private void SkipSpace()
    {
        while (_at < text.Length)
        {
            if (text.AsSpan(_at).StartsWith("//"))
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private FormatException Unknown(string what) => new($"Line {text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n') + 1}: {what} is not known here.");
}
