using CrossCloudOps.LocalHost;

return await LocalHostCommand.RunAsync(args, static (services, configuration) => { }, Console.Out, Console.Error);
