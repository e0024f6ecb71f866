import { type Patient, runCell } from "./cell_run.ts";
import { Channels } from "./channels.ts";
import type { Message } from "./messages.ts";
import { type Displays, type Output, OutputArea } from "./outputs.ts";
import { KernelProcess } from "./process.ts";

/** How a kernel is started and how patient it is. */
export interface KernelOptions {
  /** The folder the kernel works in, from which relative imports are resolved. */
  readonly cwd: string;
  /** Added to the environment this process has. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long a cell may run, in milliseconds. @default {120_000} */
  readonly timeout?: number;
  /** How long nothing more may come before a cell is over, in milliseconds. @default {150} */
  readonly quiet?: number;
}

/** What executing a cell led to. */
export interface CellResult {
  readonly status: "ok" | "error";
  readonly executionCount: number | null;
  /** The outputs in nbformat 4.5; a display a later cell updates changes in here as well. */
  readonly outputs: readonly Output[];
  /** Why the cell failed: the error it threw, or one with a name of `cell_run.ts`. */
  readonly error?: { readonly ename: string; readonly evalue: string };
}

const START_MS = 30_000;
const ASK_AGAIN_MS = 100;

/**
 * Starts a fresh kernel and waits until it answers.
 *
 * @example
 * ```ts ignore
 * await using kernel = await startKernel({ cwd: "notebooks" });
 * const { outputs } = await kernel.execute("1 + 1");
 * ```
 */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  try {
    return await startOnce(options);
  } catch (error) {
    // Between choosing a port and listening on it another process can take it.
    if (!(error instanceof Error && error.message.includes("AddrInUse"))) throw error;
    return await startOnce(options);
  }
}

async function startOnce(options: KernelOptions): Promise<Kernel> {
  const process = await KernelProcess.spawn(options);
  const timer = setTimeout(() => process.signal("SIGKILL"), START_MS);
  let kernel: Kernel | undefined;
  try {
    kernel = new Kernel(process, await Channels.open(process), options);
    await kernel.ready();
    return kernel;
  } catch (error) {
    await (kernel ?? process)[Symbol.asyncDispose]();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** A running kernel of Deno; made by {@linkcode startKernel}. */
export class Kernel implements AsyncDisposable {
  readonly #patient: Patient;
  readonly #displays: Displays = new Map();
  #busy = false;

  constructor(process: KernelProcess, channels: Channels, options: KernelOptions) {
    const { timeout = 120_000, quiet = 150 } = options;
    this.#patient = { process, channels, timeout, quiet };
  }

  /** Waits until the kernel answers on both channels; a subscription takes its time. */
  async ready(): Promise<void> {
    const heard = new Set<string>();
    while (!heard.has("kernel_info_reply") || !heard.has("status")) {
      await this.#patient.channels.request("kernel_info_request", {});
      const event = await this.#patient.channels.take(ASK_AGAIN_MS);
      if (event?.kind === "end") throw new Error(`Cannot start the kernel: it ${event.why}`);
      if (event !== undefined) heard.add(event.message.type);
    }
  }

  /** Executes the code of one cell; one at a time. */
  async execute(code: string): Promise<CellResult> {
    const area = new OutputArea(this.#displays);
    let executionCount: number | null = null;
    for await (const message of this.messages(code)) {
      if (message.type === "execute_input") executionCount = message.content.execution_count;
      else area.add(message);
    }
    const { outputs, error } = area;
    if (error === undefined) return { status: "ok", executionCount, outputs };
    const { ename, evalue } = error;
    return { status: "error", executionCount, outputs, error: { ename, evalue } };
  }

  /** Executes the code of one cell and yields what the kernel says of it, the reply last. */
  async *messages(code: string): AsyncGenerator<Message> {
    if (this.#busy) throw new Error("Cannot execute the cell: the kernel is executing another");
    this.#busy = true;
    try {
      yield* runCell(code, this.#patient);
    } finally {
      this.#busy = false;
    }
  }

  /** Sends a signal to the process, as a frontend does with `SIGINT` when somebody presses Stop. */
  signal(name: Deno.Signal): void {
    this.#patient.process.signal(name);
  }

  /** Kills the kernel and removes what was made for it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#patient.process[Symbol.asyncDispose]();
    await this.#patient.channels[Symbol.asyncDispose]();
  }
}
