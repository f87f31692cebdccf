using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CrossCloudOps.Emulators.Aws;
using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Sts;

/// <summary>STS's Query protocol. <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html"/></summary>
internal sealed class StsHttp(StsEmulator sts) : IAwsService
{
    private const string Action = "AssumeRoleWithWebIdentity";

    private const int Shortest = 900;
    private const int Default = 3600;

    private static readonly XNamespace Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    public string SigningName => "sts";

    /// <summary>Who comes with a token signs nothing, and no other service takes a form that nobody signed.</summary>
    public bool Recognizes(HttpRequest request) => request.HasFormContentType && request.Headers.Authorization.Count == 0 && !request.Headers.ContainsKey("X-Amz-Target");

    public void ListensAt(Uri endpoint)
    {
    }

    public async Task AnswerAsync(HttpContext context)
    {
        XElement answer;
        Fault? fault = null;
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var action = form["Action"].ToString();
            sts.Calls.Add(action, form["RoleArn"].ToString());
            fault = sts.Faults.Take(action);
            answer = fault?.Kind == FaultKind.DropBefore ? new XElement(Namespace + "Nothing") : await RunAsync(action, form, fault, context.RequestAborted);
        }
        catch (StsException refusal)
        {
            context.Response.StatusCode = refusal.Status;
            answer = new XElement(
                Namespace + "ErrorResponse",
                new XElement(
                    Namespace + "Error",
                    new XElement(Namespace + "Type", refusal.Status < StatusCodes.Status500InternalServerError ? "Sender" : "Receiver"),
                    new XElement(Namespace + "Code", refusal.Code),
                    new XElement(Namespace + "Message", refusal.Message)),
                new XElement(Namespace + "RequestId", RequestId()));
        }

        if (fault?.Kind is FaultKind.DropBefore or FaultKind.DropAfter)
        {
            context.Abort();
            return;
        }

        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync(answer.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, context.RequestAborted);
    }

    private async Task<XElement> RunAsync(string action, IFormCollection form, Fault? fault, CancellationToken cancellationToken)
    {
        if (fault?.Kind == FaultKind.Delay)
        {
            await Task.Delay(fault.Delay, TimeProvider.System, cancellationToken);
        }

        if (fault?.Kind == FaultKind.Answer)
        {
            throw new StsException(fault.Status, fault.Code, "This fault was switched on.");
        }

        if (action != Action)
        {
            throw new StsException(StatusCodes.Status400BadRequest, "InvalidAction", $"Could not find operation {action} for version 2011-06-15");
        }

        var (session, token) = await sts.AssumeAsync(
            Required(form, "RoleArn", 20, 2048), Required(form, "RoleSessionName", 2, 64), Required(form, "WebIdentityToken", 4, 20_000), Duration(form), cancellationToken);
        return new XElement(
            Namespace + $"{Action}Response",
            new XElement(
                Namespace + $"{Action}Result",
                new XElement(Namespace + "SubjectFromWebIdentityToken", token.Subject),
                new XElement(Namespace + "Audience", token.Audience),
                new XElement(
                    Namespace + "AssumedRoleUser",
                    new XElement(Namespace + "Arn", session.UserArn),
                    new XElement(Namespace + "AssumedRoleId", $"AROA{session.AccessKeyId[4..]}:{session.SessionName}")),
                new XElement(
                    Namespace + "Credentials",
                    new XElement(Namespace + "AccessKeyId", session.AccessKeyId),
                    new XElement(Namespace + "SecretAccessKey", session.SecretAccessKey),
                    new XElement(Namespace + "SessionToken", session.SessionToken),
                    new XElement(Namespace + "Expiration", session.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))),
                new XElement(Namespace + "Provider", token.Issuer)),
            new XElement(Namespace + "ResponseMetadata", new XElement(Namespace + "RequestId", RequestId())));
    }

    private static string Required(IFormCollection form, string name, int least, int most)
    {
        var value = form[name].ToString();
        return value.Length >= least && value.Length <= most
            ? value
            : throw StsException.Invalid($"1 validation error detected: Value at '{char.ToLowerInvariant(name[0])}{name[1..]}' failed to satisfy constraint: Member must have length between {least} and {most}");
    }

    private static TimeSpan Duration(IFormCollection form) => form["DurationSeconds"].ToString() switch
    {
        "" => TimeSpan.FromSeconds(Default),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= Shortest and <= 43_200 => TimeSpan.FromSeconds(seconds),
        var text => throw StsException.Invalid($"1 validation error detected: Value '{text}' at 'durationSeconds' failed to satisfy constraint: Member must have value between {Shortest} and 43200"),
    };

    private static string RequestId() => Guid.NewGuid().ToString();
}
