using CrossCloudOps;
using CrossCloudOps.Functions;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddCrossCloudOps(builder.Configuration, TimerFunctions.All);
await builder.Build().RunAsync();
