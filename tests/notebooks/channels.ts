import { Mailbox } from "./mailbox.ts";
import type { Message } from "./messages.ts";
import type { KernelProcess } from "./process.ts";
import { Wire } from "./wire.ts";
import { ZmtpSocket } from "./zmtp.ts";

/** A message of the kernel with the request it belongs to, or the end of the kernel in words. */
export type Event =
  | { readonly kind: "message"; readonly parent: string; readonly message: Message }
  | { readonly kind: "end"; readonly why: string };

const LAST_MESSAGES_MS = 500;

/** The shell and iopub channels of a kernel, joined to one queue of events. */
export class Channels implements AsyncDisposable {
  readonly #wire: Wire;
  readonly #shell: ZmtpSocket;
  readonly #iopub: ZmtpSocket;
  readonly #events = new Mailbox<Event>();
  readonly #pumped: Promise<void>;

  private constructor(process: KernelProcess, shell: ZmtpSocket, iopub: ZmtpSocket) {
    this.#wire = new Wire(process.connection.key);
    this.#shell = shell;
    this.#iopub = iopub;
    this.#pumped = this.#pumpAll(process);
  }

  /** Connects to a kernel as soon as it listens; rejects when it ends before. */
  static async open(process: KernelProcess): Promise<Channels> {
    const ended = new AbortController();
    process.ended.then((why) => ended.abort(new Error(`Cannot start the kernel: it ${why}`)));
    const { shell_port, iopub_port } = process.connection;
    const { signal } = ended;
    const shell = await ZmtpSocket.connect(shell_port, { type: "DEALER", signal });
    try {
      const iopub = await ZmtpSocket.connect(iopub_port, { type: "SUB", signal });
      return new Channels(process, shell, iopub);
    } catch (error) {
      shell[Symbol.dispose]();
      throw error;
    }
  }

  /** Sends a request and gives its id, which the messages it leads to carry as their parent. */
  async request(type: string, content: unknown): Promise<string> {
    const { id, frames } = this.#wire.encode(type, content);
    try {
      await this.#shell.send(frames);
    } catch {
      // The connection is gone; the queue says why.
    }
    return id;
  }

  /** Takes the next event, or gives `undefined` when none comes within so many milliseconds. */
  async take(within: number): Promise<Event | undefined> {
    const event = await this.#events.take(within);
    if (event?.kind === "end") this.#events.put(event);
    return event;
  }

  /** Closes the connections. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#close();
    await this.#pumped;
  }

  #close(): void {
    this.#shell[Symbol.dispose]();
    this.#iopub[Symbol.dispose]();
  }

  async #pumpAll(process: KernelProcess): Promise<void> {
    const pumps = Promise.all([this.#pump(this.#shell), this.#pump(this.#iopub)]);
    let why: string;
    try {
      why = await Promise.race([process.ended, pumps.then(() => process.ended)]);
      // A stranger may hold a port the kernel did not get, and so the connection.
      const timer = setTimeout(() => this.#close(), LAST_MESSAGES_MS);
      await pumps.finally(() => clearTimeout(timer));
    } catch (error) {
      why = `sends what cannot be read (${error instanceof Error ? error.message : error})`;
    }
    this.#events.put({ kind: "end", why });
  }

  async #pump(socket: ZmtpSocket): Promise<void> {
    for await (const frames of socket.messages()) {
      const { parent, message } = this.#wire.decode(frames);
      if (message !== null) this.#events.put({ kind: "message", parent, message });
    }
  }
}
