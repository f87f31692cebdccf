using Amazon.Runtime;

namespace Amazon.CloudWatchLogs;

public class LogGroupClass : ConstantClass
{
    public static readonly LogGroupClass DELIVERY = new("DELIVERY");
    public static readonly LogGroupClass INFREQUENT_ACCESS = new("INFREQUENT_ACCESS");
    public static readonly LogGroupClass STANDARD = new("STANDARD");

    public LogGroupClass(string value) : base(value) { }

    public static LogGroupClass FindValue(string value) => FindValue<LogGroupClass>(value);

    public static implicit operator LogGroupClass(string value) => FindValue(value);
}

public class OrderBy : ConstantClass
{
    public static readonly OrderBy LastEventTime = new("LastEventTime");
    public static readonly OrderBy LogStreamName = new("LogStreamName");

    public OrderBy(string value) : base(value) { }

    public static OrderBy FindValue(string value) => FindValue<OrderBy>(value);

    public static implicit operator OrderBy(string value) => FindValue(value);
}
