import { randomUUID } from "node:crypto";

/** Where a kernel listens, and the key its messages are signed with. */
export interface Connection {
  readonly key: string;
  readonly shell_port: number;
  readonly iopub_port: number;
}

/** Where a kernel works and what it finds in its environment. */
export interface SpawnOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const STEADY = { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", RUST_BACKTRACE: "0" };
const TAIL = 2000;
const LAST_WORDS_MS = 200;

/** A process of `deno jupyter --kernel`, which lives until it is disposed of. */
export class KernelProcess implements AsyncDisposable {
  readonly connection: Connection;
  /** Fulfilled when the process is gone, with the case in words. */
  readonly ended: Promise<string>;
  readonly #child: Deno.ChildProcess;
  readonly #file: string;

  private constructor(connection: Connection, file: string, options: SpawnOptions) {
    this.connection = connection;
    this.#file = file;
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["jupyter", "--quiet", "--kernel", "--conn", file],
      cwd: options.cwd,
      env: { ...STEADY, ...options.env },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    this.ended = describeEnd(this.#child);
  }

  /** Starts a kernel on free ports; it does not listen yet. */
  static async spawn(options: SpawnOptions): Promise<KernelProcess> {
    const connection = newConnection();
    const file = await Deno.makeTempFile({ prefix: "quorum_kernel_", suffix: ".json" });
    try {
      await Deno.writeTextFile(file, JSON.stringify(connection));
      return new KernelProcess(connection, file, options);
    } catch (error) {
      await Deno.remove(file);
      throw error;
    }
  }

  /** Sends a signal, if there still is a process to get it. */
  signal(name: Deno.Signal): void {
    try {
      this.#child.kill(name);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Kills the process and removes its connection file. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.signal("SIGKILL");
    await this.ended;
    await Deno.remove(this.#file).catch(() => {});
  }
}

function newConnection() {
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = freePorts(5);
  return {
    ip: "127.0.0.1",
    transport: "tcp",
    key: randomUUID(),
    signature_scheme: "hmac-sha256",
    shell_port: shell_port!,
    iopub_port: iopub_port!,
    stdin_port,
    control_port,
    hb_port,
  };
}

/** Holds all the ports at once, so that no two are the same. */
function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map((listener) => listener.addr.port);
  for (const listener of listeners) listener.close();
  return ports;
}

async function describeEnd(child: Deno.ChildProcess): Promise<string> {
  const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let tail = "";
  const reading = (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      tail = (tail + value).slice(-TAIL);
    }
  })();
  const { code, signal } = await child.status;
  // A child of the kernel may hold the pipe open, so its end is not waited for.
  const timer = setTimeout(() => reader.cancel(), LAST_WORDS_MS);
  await reading.finally(() => clearTimeout(timer));
  const end = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
  return tail.trim() === "" ? end : `${end}: ${tail.trim()}`;
}

function isGone(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof TypeError;
}
