using System.Net;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using CrossCloudOps.Storage;

namespace CrossCloudOps.Tests.Storage;

/// <summary>What goes over the wire; that the service understands it is shown with Azurite, in the wider tests.</summary>
public sealed class BlobDocumentStoreTests : IDisposable
{
    private readonly Queue<HttpResponseMessage> _answers = new();
    private readonly List<HttpRequestMessage> _requests = [];
    private readonly HttpClient _http;
    private readonly BlobDocumentStore _store;

    public BlobDocumentStoreTests()
    {
        _http = new HttpClient(new Wire(_requests, _answers));
        var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02)
        {
            Transport = new HttpClientTransport(_http),
            Retry = { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero, MaxRetries = 2 },
        };
        var service = new BlobServiceClient(new Uri("https://acme.blob.core.windows.net"), new Token(), options);
        _store = new BlobDocumentStore(service.GetBlobContainerClient("crosscloudops"));
    }

    public void Dispose()
    {
        _http.Dispose();
        _answers.Concat(_requests.Select(request => new HttpResponseMessage { RequestMessage = request })).ToList().ForEach(answer => answer.Dispose());
    }

    [Fact]
    public async Task Creating_is_an_upload_on_condition_that_nothing_is_there()
    {
        Answer(201, etag: "\"0x1\"");

        var etag = await _store.CreateAsync("entries/a%2Eb", "{}"u8.ToArray(), default);

        etag.ShouldBe("0x1");
        var request = _requests.ShouldHaveSingleItem();
        request.Method.ShouldBe(HttpMethod.Put);
        request.RequestUri!.AbsoluteUri.ShouldBe("https://acme.blob.core.windows.net/crosscloudops/entries/a%252Eb");
        request.Headers.GetValues("If-None-Match").ShouldBe(["*"]);
        request.Headers.GetValues("x-ms-blob-type").ShouldBe(["BlockBlob"]);
        request.Headers.GetValues("x-ms-version").ShouldBe(["2021-12-02"]);
        request.Headers.Authorization!.ToString().ShouldBe("Bearer token for https://storage.azure.com/.default");
    }

    [Fact]
    public async Task Replacing_and_deleting_send_the_ETag_in_quotes()
    {
        Answer(201, etag: "\"0x2\"");
        Answer(202);

        await _store.ReplaceAsync("a", "0x1", default, default);
        await _store.DeleteAsync("a", "0x2", default);

        _requests.Select(request => request.Headers.GetValues("If-Match").Single()).ShouldBe(["\"0x1\"", "\"0x2\""]);
    }

    [Theory]
    [InlineData(409, "BlobAlreadyExists")]
    [InlineData(412, "ConditionNotMet")]
    public async Task A_condition_that_is_not_met_is_an_outcome(int status, string code)
    {
        Answer(status, code);
        Answer(status, code);

        (await _store.CreateAsync("a", default, default)).ShouldBeNull();
        (await _store.ReplaceAsync("a", "0x1", default, default)).ShouldBeNull();
    }

    [Theory]
    [InlineData(409, "ContainerBeingDeleted")]
    [InlineData(412, "LeaseIdMissing")]
    [InlineData(403, "AuthorizationPermissionMismatch")]
    public async Task Any_other_refusal_keeps_its_code(int status, string code)
    {
        Answer(status, code);
        Answer(status, code);

        (await Should.ThrowAsync<RequestFailedException>(() => _store.CreateAsync("a", default, default))).ErrorCode.ShouldBe(code);
        (await Should.ThrowAsync<RequestFailedException>(() => _store.ReadAsync("a", default))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Times_come_from_the_answer()
    {
        Answer(200, etag: "\"0x1\"");

        var read = (await _store.ReadAsync("a", default)).ShouldNotBeNull();

        read.ReadAt.ShouldBe(new DateTimeOffset(2026, 1, 5, 12, 1, 0, TimeSpan.Zero));
        read.LastModified.ShouldBe(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_move_is_a_read_an_upload_where_nothing_is_and_a_deletion()
    {
        Answer(200, etag: "\"0x1\"", content: "hello");
        Answer(409, "BlobAlreadyExists");
        Answer(202);

        (await _store.MoveAsync("open/1", "closed/1", default)).ShouldBeTrue();

        _requests.Select(static r => $"{r.Method} {r.RequestUri!.AbsolutePath}").ShouldBe(
            ["GET /crosscloudops/open/1", "PUT /crosscloudops/closed/1", "DELETE /crosscloudops/open/1"]);
        _requests[1].Headers.GetValues("If-None-Match").ShouldBe(["*"]);
    }

    [Fact]
    public async Task The_container_is_created_when_a_write_misses_it()
    {
        Answer(404, "ContainerNotFound");
        Answer(201, etag: "\"0x0\"");
        Answer(201, etag: "\"0x1\"");

        (await _store.CreateAsync("a", default, default)).ShouldBe("0x1");

        _requests[1].RequestUri!.Query.ShouldBe("?restype=container");
    }

    [Fact]
    public async Task A_service_that_is_busy_is_asked_again()
    {
        Answer(503, "ServerBusy");
        Answer(201, etag: "\"0x1\"");

        (await _store.CreateAsync("a", default, default)).ShouldBe("0x1");
    }

    [Fact]
    public async Task A_listing_follows_its_markers_and_keeps_each_pages_time()
    {
        Answer(200, content: Page("<Blob><Name>a/1</Name><Properties><Last-Modified>Mon, 05 Jan 2026 11:00:00 GMT</Last-Modified><Etag>0x1</Etag></Properties></Blob>", "more"));
        Answer(200, content: Page("<Blob><Name>a/2</Name><Properties><Last-Modified>Mon, 05 Jan 2026 11:00:00 GMT</Last-Modified><Etag>0x2</Etag></Properties></Blob>", ""));

        var listed = new List<ListedDocument>();
        await foreach (var document in _store.ListAsync("a/", default))
        {
            listed.Add(document);
        }

        listed.Select(document => (document.Name, document.ETag)).ShouldBe([("a/1", "0x1"), ("a/2", "0x2")]);
        listed[0].ListedAt.ShouldBe(new DateTimeOffset(2026, 1, 5, 12, 1, 0, TimeSpan.Zero));
        _requests[1].RequestUri!.Query.ShouldContain("marker=more");
    }

    [Fact]
    public async Task The_end_is_read_by_length_and_range()
    {
        Answer(200, content: "123456789012");
        Answer(206, content: "89012");

        var end = await _store.ReadEndAsync("audit/2026-01-05", 5, default);

        Encoding.UTF8.GetString(end.ShouldNotBeNull().Content.Span).ShouldBe("89012");
        end.IsAll.ShouldBeFalse();
        _requests.Select(request => request.Method).ShouldBe([HttpMethod.Head, HttpMethod.Get]);
        _requests[1].Headers.GetValues("x-ms-range").ShouldBe(["bytes=7-11"]);
    }

    [Fact]
    public async Task Of_an_empty_document_no_range_is_asked_for()
    {
        Answer(200);

        (await _store.ReadEndAsync("audit/2026-01-05", 5, default)).ShouldBe(new DocumentEnd(ReadOnlyMemory<byte>.Empty, IsAll: true));

        _requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_document_that_is_not_there_has_no_end()
    {
        Answer(404, "BlobNotFound");

        (await _store.ReadEndAsync("audit/2026-01-05", 5, default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_append_says_how_large_the_document_may_become_and_full_is_an_outcome()
    {
        Answer(201, etag: "\"0x1\"");
        Answer(412, "MaxBlobSizeConditionNotMet");

        (await _store.TryAppendAsync("spool/a/1", "12345"u8.ToArray(), 1000, create: true, default)).ShouldBe(AppendOutcome.Appended);
        (await _store.TryAppendAsync("spool/a/1", "1"u8.ToArray(), 1000, create: true, default)).ShouldBe(AppendOutcome.Full);

        _requests.Select(static r => r.Headers.GetValues("x-ms-blob-condition-maxsize").Single()).ShouldBe(["1004", "1000"]);
        _requests.ShouldAllBe(static r => r.RequestUri!.Query == "?comp=appendblock");
    }

    [Fact]
    public async Task An_append_without_a_limit_has_no_condition()
    {
        Answer(201, etag: "\"0x1\"");

        await _store.AppendAsync("audit/2026-01-05", "{}"u8.ToArray(), default);

        _requests.ShouldHaveSingleItem().Headers.Contains("x-ms-blob-condition-maxsize").ShouldBeFalse();
    }

    [Theory]
    [InlineData("BlobNotFound")]
    [InlineData("ContainerNotFound")]
    public async Task What_must_not_be_created_is_missing(string code)
    {
        Answer(404, code);

        (await _store.TryAppendAsync("spool/a/1", "1"u8.ToArray(), 1000, create: false, default)).ShouldBe(AppendOutcome.Missing);

        _requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_document_that_is_deleted_right_after_its_creation_is_created_again()
    {
        Answer(404, "BlobNotFound");
        Answer(201, etag: "\"0x1\"");
        Answer(404, "BlobNotFound");
        Answer(201, etag: "\"0x2\"");
        Answer(201, etag: "\"0x3\"");

        (await _store.TryAppendAsync("spool/a/1", "1"u8.ToArray(), 1000, create: true, default)).ShouldBe(AppendOutcome.Appended);
    }

    [Fact]
    public async Task What_is_appended_while_the_end_is_being_found_is_read()
    {
        Answer(416, "InvalidRange");
        Answer(200, etag: "\"0x2\"", content: "12345678");
        Answer(206, etag: "\"0x2\"", content: "678");

        var part = (await _store.ReadPartAsync("spool/a/1", 5, 100, default)).ShouldNotBeNull();

        Encoding.UTF8.GetString(part.Content.Span).ShouldBe("678");
        part.ETag.ShouldBe("0x2");
        _requests.Select(static r => r.Method).ShouldBe([HttpMethod.Get, HttpMethod.Head, HttpMethod.Get]);
        _requests[0].Headers.GetValues("x-ms-range").ShouldBe(["bytes=5-104"]);
    }

    private static string Page(string blobs, string marker) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>{blobs}</Blobs><NextMarker>{marker}</NextMarker></EnumerationResults>";

    private void Answer(int status, string? code = null, string? etag = null, string content = "")
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) };
        answer.Content.Headers.ContentLength = Encoding.UTF8.GetByteCount(content);
        answer.Headers.Date = new DateTimeOffset(2026, 1, 5, 12, 1, 0, TimeSpan.Zero);
        answer.Content.Headers.LastModified = new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
        if (code is not null)
        {
            answer.Headers.Add("x-ms-error-code", code);
        }

        if (etag is not null)
        {
            answer.Headers.Add("ETag", etag);
        }

        _answers.Enqueue(answer);
    }

    private sealed class Wire(List<HttpRequestMessage> requests, Queue<HttpResponseMessage> answers) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            requests.Add(request);
            return Task.FromResult(answers.Dequeue());
        }
    }

    private sealed class Token : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token for {requestContext.Scopes[0]}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
