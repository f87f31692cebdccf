using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CrossCloudOps.Emulators.Sqs;

namespace CrossCloudOps.Tests.Emulators;

/// <summary>An emulator, and requests to it as bare as they go over the wire.</summary>
public abstract class SqsWire : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    protected SqsEmulator Emulator { get; private set; } = null!;

    protected ManualTime Clock { get; } = new();

    public async Task InitializeAsync() => Emulator = await SqsEmulator.StartAsync(new SqsEmulatorOptions { TimeProvider = Clock });

    public async Task DisposeAsync() => await Emulator.DisposeAsync();

    protected Task<HttpResponseMessage> JsonAsync(string action, string body, bool hasSignature = true)
    {
        var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.0"));
        content.Headers.Add("X-Amz-Target", action);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, Emulator.Endpoint) { Content = content }, hasSignature);
    }

    protected async Task<JsonElement> JsonAnswerAsync(string action, string body)
    {
        using var response = await JsonAsync("AmazonSQS." + action, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-amz-json-1.0");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    protected Task<HttpResponseMessage> QueryAsync(string path, params (string Name, string Value)[] form) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(Emulator.Endpoint, path))
        {
            Content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
        },
        hasSignature: true);

    /// <summary>The answer's result element, its namespace taken away.</summary>
    protected async Task<XElement> QueryAnswerAsync(string path, params (string Name, string Value)[] form)
    {
        using var response = await QueryAsync(path, form);
        var root = await XmlAsync(response);
        response.IsSuccessStatusCode.ShouldBeTrue(root.ToString());
        root.Name.LocalName.ShouldBe(form.First(pair => pair.Name == "Action").Value + "Response");
        root.Element("ResponseMetadata")!.Element("RequestId")!.Value.ShouldBe(response.Headers.GetValues("x-amzn-RequestId").Single());
        return root.Elements().First();
    }

    protected static async Task<XElement> XmlAsync(HttpResponseMessage response)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        var root = XElement.Parse(await response.Content.ReadAsStringAsync(), LoadOptions.PreserveWhitespace);
        root.Name.NamespaceName.ShouldBe("http://queue.amazonaws.com/doc/2012-11-05/");
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
            element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        }

        return root;
    }

    protected static async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool hasSignature)
    {
        if (hasSignature)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260105/eu-central-1/sqs/aws4_request");
        }

        using (request)
        {
            return await Http.SendAsync(request);
        }
    }
}
