import type { Channels } from "./channels.ts";
import { FENCE, type Message } from "./messages.ts";
import type { KernelProcess } from "./process.ts";

/** A kernel to execute cells in, with the patience to have, in milliseconds. */
export interface Patient {
  readonly process: KernelProcess;
  readonly channels: Channels;
  readonly timeout: number;
  readonly quiet: number;
}

type Reply = Extract<Message, { type: "execute_reply" }>;

interface Fault {
  readonly ename: string;
  readonly evalue: string;
}

const GRACE_MS = 2_000;
const REQUEST = { store_history: true, allow_stdin: false, stop_on_error: false };

const LOST: Fault = {
  ename: "LostCellError",
  evalue:
    "Cannot finish the cell: the kernel never replied, as when it ends in an integer over 2^53",
};

const UNREAD: Fault = {
  ename: "UnreadCellError",
  evalue: "Cannot start the cell: the kernel could not parse it",
};

/**
 * Executes the code of one cell and yields what the kernel says of it, until all is said.
 *
 * The kernel calls itself idle before it has sent its output. So a second, silent request follows
 * as a fence: what it broadcasts comes after all output of the cell. Then what timers still write
 * is waited for until it is quiet. The last message is always the reply.
 */
export async function* runCell(code: string, kernel: Patient): AsyncGenerator<Message> {
  const { process, channels, timeout, quiet } = kernel;
  const run = new CellRun(await requestCell(channels, code), await requestFence(channels));
  const watch = new Watch(timeout);
  for (;;) {
    if (watch.left <= 0) process.signal(watch.expire());
    const event = await channels.take(run.over ? Math.min(quiet, watch.left) : watch.left);
    if (event?.kind === "end") {
      return yield* failure(watch.expired ? late(timeout) : dead(event.why));
    }
    if (event !== undefined) yield* run.follow(event.parent, event.message);
    else if (run.over && watch.left > 0) break;
  }
  if (watch.expired) return yield* failure(late(timeout));
  if (run.reply === null) return yield* failure(LOST);
  if (run.reply.content.status !== "ok" && !run.erred) return yield* failure(UNREAD);
  yield run.reply;
}

/** Which of the messages belong to a cell, and when there are no more of them. */
class CellRun {
  reply: Reply | null = null;
  erred = false;
  readonly #cell: string;
  readonly #fence: string;
  #passed = false;
  #closed = false;

  constructor(cell: string, fence: string) {
    this.#cell = cell;
    this.#fence = fence;
  }

  get over(): boolean {
    return this.#passed && this.#closed;
  }

  *follow(parent: string, message: Message): Generator<Message> {
    if (parent === this.#cell) {
      this.erred ||= message.type === "error";
      if (message.type === "execute_reply") this.reply = message;
      else yield message;
    } else if (parent === this.#fence) {
      yield* this.#followFence(message);
    }
  }

  /** Output that was still queued when the fence began carries the fence as its parent. */
  *#followFence(message: Message): Generator<Message> {
    switch (message.type) {
      case FENCE:
        this.#passed = true;
        break;
      case "execute_reply":
        this.#closed = true;
        this.#passed ||= message.content.status !== "ok";
        break;
      case "status":
      case "execute_input":
      case "error":
        break;
      default:
        yield message;
    }
  }
}

/** Tells how long to wait yet, and how hard to stop what ran too long. */
class Watch {
  expired = false;
  #end: number;

  constructor(timeout: number) {
    this.#end = performance.now() + timeout;
  }

  get left(): number {
    return this.#end - performance.now();
  }

  /** A first signal can be listened to, to end well; a second cannot. */
  expire(): Deno.Signal {
    const signal = this.expired ? "SIGKILL" : "SIGINT";
    this.expired = true;
    this.#end = performance.now() + GRACE_MS;
    return signal;
  }
}

function requestCell(channels: Channels, code: string): Promise<string> {
  return channels.request("execute_request", { ...REQUEST, code, silent: false });
}

function requestFence(channels: Channels): Promise<string> {
  const code = `await Deno.jupyter.broadcast(${JSON.stringify(FENCE)}, {});`;
  return channels.request("execute_request", { ...REQUEST, code, silent: true });
}

function late(timeout: number): Fault {
  const evalue = `Cannot finish the cell: it ran longer than ${timeout / 1000} s`;
  return { ename: "CellTimeoutError", evalue };
}

function dead(why: string): Fault {
  return { ename: "DeadKernelError", evalue: `Cannot finish the cell: the kernel ${why}` };
}

/** What a kernel would have said of such an error. */
function* failure({ ename, evalue }: Fault): Generator<Message> {
  yield { type: "error", content: { ename, evalue, traceback: [`${ename}: ${evalue}`] } };
  yield { type: "execute_reply", content: { status: "error", ename, evalue } };
}
