using CrossCloudOps;
using CrossCloudOps.Functions;
using CrossCloudOps.LocalHost;

return await LocalHostCommand.RunAsync(args, static (services, configuration) => services.AddCrossCloudOps(configuration, TimerFunctions.All), Console.Out, Console.Error);
