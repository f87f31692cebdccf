// fauxqs on loopback, on a free port: its own command listens on all interfaces. Ends when its starter does.
import { buildApp } from "fauxqs";

console.log(await buildApp({ logger: false }).listen({ port: 0, host: "127.0.0.1" }));
process.stdin.on("end", () => process.exit(0)).resume();
