using System.Text;
using System.Xml;
using System.Xml.Linq;
using CrossCloudOps.Emulators.S3.Buckets;

namespace CrossCloudOps.Emulators.S3.Wire;

/// <summary>S3's documents. Keys may have characters that XML forbids: they go as references, as S3 sends them.</summary>
internal static class S3Xml
{
    private static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static readonly XmlWriterSettings Writing = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
        CheckCharacters = false,
    };

    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = false };

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>As S3 writes times in documents.</summary>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static S3Answer Answer(XElement root, int status = 200) => new(status) { ContentType = "application/xml", Content = Bytes(root) };

    public static byte[] Error(S3Exception error, string requestId, string hostId) => Bytes(new XElement(
        "Error",
        new XElement("Code", error.Code),
        new XElement("Message", error.Message),
        error.Details.Select(static detail => new XElement(detail.Name, detail.Value)),
        new XElement("RequestId", requestId),
        new XElement("HostId", hostId)));

    public static XElement Parse(byte[] document, string root)
    {
        try
        {
            using var stream = new MemoryStream(document);
            using var reader = XmlReader.Create(stream, Reading);
            var element = XElement.Load(reader, LoadOptions.PreserveWhitespace);
            return element.Name.LocalName == root ? element : throw S3Errors.MalformedXml();
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    /// <summary>Clients write the namespace or leave it out.</summary>
    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    public static string? Text(this XElement element, string name) => element.Children(name).FirstOrDefault()?.Value;

    private static byte[] Bytes(XElement root)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Writing))
        {
            root.Save(xml);
        }

        return stream.ToArray();
    }
}
