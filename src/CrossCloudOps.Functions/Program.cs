using CrossCloudOps;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddCrossCloudOps(builder.Configuration);
await builder.Build().RunAsync();
