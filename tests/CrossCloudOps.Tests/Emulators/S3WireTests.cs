namespace CrossCloudOps.Tests.Emulators;

/// <summary>What stands on the wire, and what is refused there.</summary>
public sealed class S3WireTests : S3Wire
{
    private const string Streaming = "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    [Theory]
    [InlineData("GET /")]
    [InlineData("GET /orders/one")]
    [InlineData("PUT /orders/one")]
    public async Task A_request_without_a_signature_is_refused(string line)
    {
        ShouldBeRefused(await SendRawAsync(line, "", "Host: 127.0.0.1"), 403, "AccessDenied");

        Emulator.Calls.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signature_may_stand_in_the_query()
    {
        Bucket.Seed("one", "1");

        var answer = await SendRawAsync("GET /orders/one?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20260105%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Signature=0", null, "Host: 127.0.0.1");

        (answer.Status, answer.Body).ShouldBe((200, "1"));
    }

    [Theory]
    [InlineData("orders.s3.eu-central-1.amazonaws.com")]
    [InlineData("orders.s3-eu-west-1.amazonaws.com:443")]
    [InlineData("orders.localhost:4566")]
    [InlineData("ORDERS.s3.localhost", false)]
    public async Task A_bucket_may_stand_in_the_hosts_name(string host, bool found = true)
    {
        Bucket.Seed("folder/one", "1");

        var answer = await SendRawAsync("GET /folder/one", null, Signature, $"Host: {host}");

        answer.Status.ShouldBe(found ? 200 : 404);
    }

    [Theory]
    [InlineData("/orders//leading", "/leading")]
    [InlineData("/orders/a/../b", "a/../b")]
    [InlineData("/orders/..", "..")]
    [InlineData("/orders/a%2Fb", "a/b")]
    [InlineData("/orders/a%20b+c%2Bd", "a b c+d")]
    [InlineData("/orders/%C3%BC%F0%9F%8E%89", "ü🎉")]
    [InlineData("/orders/a%0D%0Ab%01", "a\r\nb\u0001")]
    [InlineData("http://127.0.0.1/orders/one", "one")]
    public async Task A_path_is_taken_as_it_was_sent(string path, string key)
    {
        (await SendAsync($"PUT {path}", "text")).Status.ShouldBe(200);

        Bucket.Keys.ShouldBe([key]);
        (await SendAsync($"GET {path}")).Body.ShouldBe("text");
    }

    [Fact]
    public async Task A_list_gives_back_odd_keys_so_that_they_can_be_read()
    {
        Bucket.Seed("a\r\nb\u0001 +&<ü/", "");

        (await SendAsync("GET /orders?list-type=2")).Body.ShouldContain("<Key>a&#xD;\nb&#x1; +&amp;&lt;ü/</Key>");
        (await SendAsync("GET /orders?list-type=2&encoding-type=url&prefix=a")).Body.ShouldContain("<Key>a%0D%0Ab%01+%2B%26%3C%C3%BC/</Key>");
    }

    [Fact]
    public async Task An_error_has_the_form_of_S3s()
    {
        var answer = await SendAsync("GET /orders/no%20such");

        ShouldBeRefused(answer, 404, "NoSuchKey");
        answer.Headers["Content-Type"].ShouldBe("application/xml");
        answer.Xml.Elements().Select(static element => element.Name.LocalName).ShouldBe(["Code", "Message", "Key", "RequestId", "HostId"]);
        answer.Xml.Element("Key")!.Value.ShouldBe("no such");
        answer.Body.ShouldStartWith("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>");
    }

    [Fact]
    public async Task The_answers_date_is_the_emulators_clock()
    {
        Clock.Advance(TimeSpan.FromDays(30));

        (await SendAsync("GET /orders?list-type=2")).Headers["Date"].ShouldBe("Wed, 04 Feb 2026 12:00:00 GMT");
        (await SendAsync("GET /orders/nothing")).Headers["Date"].ShouldBe("Wed, 04 Feb 2026 12:00:00 GMT");
    }

    [Fact]
    public async Task A_head_has_the_length_and_no_body()
    {
        Bucket.Seed("one", "12345");

        var found = await SendAsync("HEAD /orders/one");
        var missing = await SendAsync("HEAD /orders/two");

        (found.Status, found.Headers["Content-Length"], found.Body).ShouldBe((200, "5", ""));
        (missing.Status, missing.Body).ShouldBe((404, ""));
    }

    [Theory]
    [InlineData("POST /")]
    [InlineData("PATCH /orders")]
    [InlineData("POST /orders/one")]
    public async Task What_S3_does_not_do_is_not_allowed(string line) => ShouldBeRefused(await SendAsync(line, ""), 405, "MethodNotAllowed");

    [Theory]
    [InlineData("PUT /orders?versioning")]
    [InlineData("GET /orders/one?acl")]
    [InlineData("PUT /orders/one?tagging")]
    [InlineData("DELETE /orders?lifecycle")]
    public async Task What_only_S3_does_is_not_mistaken_for_something_else(string line)
    {
        Bucket.Seed("one", "1");

        ShouldBeRefused(await SendAsync(line, ""), 501, "NotImplemented");

        Bucket.Read("one")!.Text.ShouldBe("1");
    }

    [Fact]
    public async Task A_copy_is_not_mistaken_for_an_empty_object()
    {
        ShouldBeRefused(await SendAsync("PUT /orders/copy", "", "x-amz-copy-source: /orders/one"), 501, "NotImplemented");

        Bucket.Keys.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GET /orders?list-type=3", "InvalidArgument")]
    [InlineData("GET /orders?list-type=2&max-keys=many", "InvalidArgument")]
    [InlineData("GET /orders?list-type=2&max-keys=-1", "InvalidArgument")]
    [InlineData("GET /orders?encoding-type=base64", "InvalidArgument")]
    [InlineData("GET /orders/%ff", "InvalidURI")]
    [InlineData("PUT /orders/one?partNumber=0&uploadId=none", "NoSuchUpload", 404)]
    public async Task Arguments_that_make_no_sense_are_refused(string line, string code, int status = 400) =>
        ShouldBeRefused(await SendAsync(line, ""), status, code);

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n")]
    [InlineData("2;chunk-signature=ab\r\nhe\r\n3;chunk-signature=cd\r\nllo\r\n0;chunk-signature=ef\r\nx-amz-checksum-crc32:NhCmhg==\r\nx-amz-trailer-signature:01\r\n\r\n")]
    public async Task Chunks_are_taken_apart_and_trailers_checked(string body)
    {
        var answer = await SendAsync("PUT /orders/one", body, Streaming, "Content-Encoding: aws-chunked,gzip", "x-amz-decoded-content-length: 5", "x-amz-trailer: x-amz-checksum-crc32");

        answer.Status.ShouldBe(200, answer.Body);
        answer.Headers["x-amz-checksum-crc32"].ShouldBe("NhCmhg==");
        Bucket.Read("one")!.Text.ShouldBe("hello");
        (await SendAsync("GET /orders/one")).Headers["Content-Encoding"].ShouldBe("gzip");
    }

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "BadDigest")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "MalformedTrailerError")]
    [InlineData("5\r\nhello\r\n0\r\nnonsense\r\n\r\n", "MalformedTrailerError")]
    [InlineData("4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", "IncompleteBody")]
    [InlineData("5\r\nhello", "IncompleteBody")]
    [InlineData("6\r\nhello\r\n0\r\n\r\n", "IncompleteBody")]
    [InlineData("-1\r\nhello\r\n0\r\n\r\n", "IncompleteBody")]
    [InlineData("fffffffff\r\nhello\r\n0\r\n\r\n", "IncompleteBody")]
    [InlineData("", "IncompleteBody")]
    public async Task Chunks_that_are_broken_are_refused(string body, string code)
    {
        var answer = await SendAsync("PUT /orders/one", body, Streaming, "Content-Encoding: aws-chunked", "x-amz-decoded-content-length: 5", "x-amz-trailer: x-amz-checksum-crc32");

        ShouldBeRefused(answer, 400, code);
        Bucket.Keys.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32: AAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-sha256: LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCA=", "BadDigest")]
    [InlineData("Content-MD5: XUFAKrxLKna5cZ2REBfFkA==", "BadDigest")]
    [InlineData("Content-MD5: nonsense", "InvalidDigest")]
    [InlineData("x-amz-content-sha256: 0000000000000000000000000000000000000000000000000000000000000000", "XAmzContentSHA256Mismatch")]
    [InlineData("x-amz-sdk-checksum-algorithm: CRC32", "InvalidRequest")]
    public async Task Content_that_is_not_what_its_sender_says_is_refused(string header, string code)
    {
        ShouldBeRefused(await SendAsync("PUT /orders/one", "hello!", header), 400, code);

        Bucket.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_an_object_or_a_document_may_have_is_refused()
    {
        var large = new string('x', 1_000_001);

        ShouldBeRefused(await SendAsync("PUT /orders/one", large), 400, "EntityTooLarge");
        ShouldBeRefused(await SendAsync("PUT /orders/one", $"{large.Length + 100_000:x}\r\n{large}{new string('x', 100_000)}\r\n0\r\n\r\n", Streaming, "x-amz-decoded-content-length: 5"), 400, "EntityTooLarge");
        ShouldBeRefused(await SendAsync("POST /orders?delete", new string(' ', 2 * 1024 * 1024 + 1)), 400, "EntityTooLarge");
        (await SendAsync("PUT /orders/two", large[..^1])).Status.ShouldBe(200);

        Bucket.Keys.ShouldBe(["two"]);
    }

    [Fact]
    public async Task An_object_of_unknown_length_is_refused()
    {
        ShouldBeRefused(await SendAsync("PUT /orders/one", "5\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), 501, "NotImplemented");
        ShouldBeRefused(await SendAsync("PUT /orders/one"), 411, "MissingContentLength");

        Bucket.Keys.ShouldBeEmpty();
    }

    /// <summary>The SDK puts parts in order itself.</summary>
    [Fact]
    public async Task Parts_out_of_order_are_refused()
    {
        var id = (await SendAsync("POST /orders/large?uploads", "")).Xml.Element("UploadId")!.Value;
        var eTags = new[]
        {
            (await SendAsync($"PUT /orders/large?partNumber=1&uploadId={id}", "1")).Headers["ETag"],
            (await SendAsync($"PUT /orders/large?partNumber=2&uploadId={id}", "2")).Headers["ETag"],
        };
        string Part(int number) => $"<Part><PartNumber>{number}</PartNumber><ETag>{eTags[number - 1]}</ETag></Part>";

        ShouldBeRefused(await SendAsync($"POST /orders/large?uploadId={id}", $"<CompleteMultipartUpload>{Part(2)}{Part(1)}</CompleteMultipartUpload>"), 400, "InvalidPartOrder");
        ShouldBeRefused(await SendAsync($"PUT /orders/large?partNumber=10001&uploadId={id}", "3"), 400, "InvalidArgument");
        ShouldBeRefused(await SendAsync($"PUT /orders/other?partNumber=1&uploadId={id}", "3"), 404, "NoSuchUpload");

        Bucket.Keys.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Delete")]
    [InlineData("<Delete/>")]
    [InlineData("<Delete><Object/></Delete>")]
    [InlineData("<Other><Object><Key>one</Key></Object></Other>")]
    [InlineData("<!DOCTYPE Delete [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&e;</Key></Object></Delete>")]
    public async Task A_document_that_is_not_understood_is_refused(string document)
    {
        Bucket.Seed("one", "1");
        var checksum = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(document)));

        ShouldBeRefused(await SendAsync("POST /orders?delete", document, $"x-amz-checksum-sha256: {checksum}"), 400, "MalformedXML");

        Bucket.Keys.ShouldBe(["one"]);
    }

    [Fact]
    public async Task A_deletion_of_several_must_say_what_its_body_is()
    {
        ShouldBeRefused(await SendAsync("POST /orders?delete", "<Delete><Object><Key>one</Key></Object></Delete>"), 400, "InvalidRequest");
    }

    [Fact]
    public async Task Metadata_in_UTF8_comes_back_as_it_was()
    {
        (await SendAsync("PUT /orders/one", "1", "x-amz-meta-Name: grüße")).Status.ShouldBe(200);

        (await SendAsync("GET /orders/one")).Headers["x-amz-meta-name"].ShouldBe("grüße");
        Bucket.Read("one")!.Metadata["name"].ShouldBe("grüße");
    }
}
