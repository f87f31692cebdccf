using CrossCloudOps;
using CrossCloudOps.LocalHost;

return await LocalHostCommand.RunAsync(args, static (services, configuration) => services.AddCrossCloudOps(configuration), Console.Out, Console.Error);
