import { parseArgs } from "node:util";
import { startLoopback } from "./service.ts";

const help = `Runs the loopback service until it is killed; prints {"url": …} first.

  --port N      the port (default 0, a free one)
  --latency MS  milliseconds before every answer (default 0)
  --key KEY     the API key it takes (default test-key)
  --record      keep the requests (default off: quicker, and memory does not grow)`;

if (import.meta.main) run(Deno.args);

/** Starts the service as the arguments say. */
function run(args: string[]): void {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string", default: "0" },
      latency: { type: "string", default: "0" },
      key: { type: "string", default: "test-key" },
      record: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(help);
  const { url } = startLoopback({
    port: whole("port", values.port),
    latency: whole("latency", values.latency),
    keys: [values.key],
    record: values.record,
  });
  console.log(JSON.stringify({ url }));
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new RangeError(`Cannot start the service: --${name} is "${text}", not a whole number`);
}
