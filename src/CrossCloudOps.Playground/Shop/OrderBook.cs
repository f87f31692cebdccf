namespace CrossCloudOps.Playground.Shop;

/// <summary>Which order comes as the n-th. Pure, so that every start tells the same story.</summary>
internal static class OrderBook
{
    /// <summary>Customers whom the consumers do not know begin with this.</summary>
    public const string UnknownCustomer = "new-";

    private const int FirstNumber = 1001;

    /// <summary>After so many orders trouble becomes rare, so that nobody who looks away finds hundreds of dead letters.</summary>
    private const int LivelyOrders = 75;

    private static readonly string[] Customers = ["ada", "björn", "chloé", "daichi", "ewa", "farid"];

    private static readonly (string Article, decimal Price)[] Articles =
        [("Teapot 🫖", 24.90m), ("Umbrella ☂️", 19.00m), ("Rubber duck 🦆", 4.50m), ("Atlas 🗺️", 39.00m), ("Kite 🪁", 17.25m)];

    private static readonly string[] Greetings =
    [
        "<!channel> happy birthday!!! 🎂 <https://example.com|click here> `code` & *bold*",
        "For the best aunt in the world 💐\nfrom all of us",
        "```\n</textarea><script>alert('hi')</script>\n``` <!here>",
    ];

    /// <summary>The first one fails already: somebody waits for it.</summary>
    public static bool IsTrouble(int n) => n < LivelyOrders ? n % 5 == 0 : n % 30 == 0;

    public static bool IsPayment(int n) => n % 3 == 2;

    public static Order Nth(int n)
    {
        var (article, price) = Articles[n * 3 % Articles.Length];
        var quantity = 1 + (n % 3);
        var order = new Order
        {
            Type = "OrderPlaced",
            Number = FirstNumber + n,
            Customer = IsTrouble(n) ? $"{UnknownCustomer}{Customers[n / 5 % Customers.Length]}" : Customers[n * 5 % Customers.Length],
            Lines = [new OrderLine(article, quantity, price)],
            Total = quantity * price,
            Currency = "EUR",
        };
        return (n % 3) switch
        {
            1 => order with { Type = "GiftOrdered", Greeting = Greetings[n / 5 % Greetings.Length] },
            2 => order with { Type = "PaymentAuthorized", Lines = null },
            _ => order,
        };
    }

    /// <summary>How often an order of trouble must be sent back until its customer is known.</summary>
    public static int NeededReturns(int number) => number % 4 == 0 ? 2 : 1;
}
