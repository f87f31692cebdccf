using System.Xml.Linq;
using CrossCloudOps.Emulators.S3.Wire;

namespace CrossCloudOps.Emulators.S3.Operations;

/// <summary>Whose everything is.</summary>
internal static class Owner
{
    public static XElement Element(string name = "Owner") =>
        S3Xml.Element(name, S3Xml.Element("ID", "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a"), S3Xml.Element("DisplayName", "emulated"));
}
