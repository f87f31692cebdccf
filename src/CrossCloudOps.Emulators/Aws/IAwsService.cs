using Microsoft.AspNetCore.Http;

namespace CrossCloudOps.Emulators.Aws;

/// <summary>One service of AWS behind an <see cref="AwsEdge"/>.</summary>
internal interface IAwsService
{
    /// <summary>Its name in the credential scope of a signature: <c>sqs</c>, <c>s3</c>.</summary>
    string SigningName { get; }

    /// <summary>Whether a request without a credential scope can only be for this service.</summary>
    bool Recognizes(HttpRequest request);

    void ListensAt(Uri endpoint);

    Task AnswerAsync(HttpContext context);
}
