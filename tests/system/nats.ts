import { folder } from "../hosts.ts";
import { programPath } from "./requires.ts";

/** A NATS server of the test's own. */
export interface NatsServer extends AsyncDisposable {
  /** As in `nats://127.0.0.1:4222`. */
  readonly address: string;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again, with what it had on its disk, or without. */
  again(options?: { readonly isEmpty?: boolean }): Promise<void>;
}

/** How a server is started. */
export interface NatsOptions {
  /** Further arguments, as in `["--auth", "secret"]`. */
  readonly args?: readonly string[];
  /** Whether it has JetStream. @default true */
  readonly hasStreams?: boolean;
}

/** Starts a server on a free port, with a store that goes with it. */
export async function natsServer(
  { args = [], hasStreams = true }: NatsOptions = {},
): Promise<NatsServer> {
  const store = await folder();
  const port = freePort();
  const all = [
    ...["--addr", "127.0.0.1", "--port", `${port}`, ...args],
    ...(hasStreams ? ["--jetstream", "--store_dir", store.path] : []),
  ];
  let process = await started(all);
  const kill = async () => {
    process.kill("SIGKILL");
    await process.status;
  };
  return {
    address: `nats://127.0.0.1:${port}`,
    kill,
    again: async ({ isEmpty = false } = {}) => {
      if (isEmpty) await Deno.remove(`${store.path}/jetstream`, { recursive: true });
      process = await started(all);
    },
    [Symbol.asyncDispose]: async () => {
      await kill().catch(() => {});
      await store[Symbol.asyncDispose]();
    },
  };
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

/** Starts it, and waits until it says that it is ready. */
async function started(args: readonly string[]): Promise<Deno.ChildProcess> {
  const program = programPath("nats-server") ?? "/usr/sbin/nats-server";
  const process = new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let said = "";
  const lines = process.stderr.pipeThrough(new TextDecoderStream());
  const ready = Promise.withResolvers<void>();
  // Its output is read to the end: a full pipe would stop it.
  (async () => {
    for await (const text of lines) {
      said += text;
      if (said.includes("Server is ready")) ready.resolve();
    }
    ready.reject(new Error(`nats-server did not start: ${said}`));
  })();
  ready.promise.catch(() => {});
  await ready.promise;
  return process;
}
