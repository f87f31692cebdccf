using CrossCloudOps.Playground;

PlaygroundEnvironment.Isolate();
return await PlaygroundCommand.RunAsync(args, Console.Out, Console.Error);
