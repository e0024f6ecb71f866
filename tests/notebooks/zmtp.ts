import { Buffer } from "node:buffer";

/** The frames of one message. */
export type Frames = readonly Uint8Array[];

const MORE = 1;
const LONG = 2;
const COMMAND = 4;
const GREETING_SIZE = 64;
const SUBSCRIBE_TO_ALL = new Uint8Array([1]);
const RETRY_MS = 20;

/** A client socket that speaks ZMTP 3.0 over TCP, without authentication (rfc.zeromq.org/spec/23). */
export class ZmtpSocket implements Disposable {
  readonly #connection: Deno.TcpConn;
  readonly #bytes: ByteReader;

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
    this.#bytes = new ByteReader(connection);
  }

  /**
   * Connects to a port of this machine, trying again while nobody listens there.
   *
   * @param port Where the peer listens, or is about to.
   * @param options The kind of socket (a `SUB` subscribes to everything) and what ends the trying.
   */
  static async connect(
    port: number,
    options: { readonly type: "DEALER" | "SUB"; readonly signal: AbortSignal },
  ): Promise<ZmtpSocket> {
    const { type, signal } = options;
    const socket = new ZmtpSocket(await connectPatiently(port, signal));
    const close = () => socket[Symbol.dispose]();
    signal.addEventListener("abort", close, { once: true });
    try {
      signal.throwIfAborted();
      await socket.#shakeHands(type);
      if (type === "SUB") await socket.send([SUBSCRIBE_TO_ALL]);
      return socket;
    } catch (error) {
      close();
      throw signal.aborted ? signal.reason : error;
    } finally {
      signal.removeEventListener("abort", close);
    }
  }

  /** Sends one message. */
  async send(frames: Frames): Promise<void> {
    const last = frames.length - 1;
    await this.#write(
      Buffer.concat(frames.flatMap((frame, i) => [frameHead(frame.length, i < last), frame])),
    );
  }

  /** Yields the messages that come in, until either side closes the connection. */
  async *messages(): AsyncGenerator<Frames> {
    try {
      for (;;) yield await this.#message();
    } catch (error) {
      if (!isClosing(error)) throw error;
    }
  }

  /** Closes the connection; a second time does nothing. */
  [Symbol.dispose](): void {
    try {
      this.#connection.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #shakeHands(type: string): Promise<void> {
    await this.#write(greeting());
    await this.#bytes.read(GREETING_SIZE);
    await this.#write(ready(type));
    await this.#frame();
  }

  async #message(): Promise<Frames> {
    const frames: Uint8Array[] = [];
    for (;;) {
      const { flags, body } = await this.#frame();
      if (flags & COMMAND) continue;
      frames.push(body);
      if (!(flags & MORE)) return frames;
    }
  }

  async #frame(): Promise<{ flags: number; body: Uint8Array }> {
    const flags = (await this.#bytes.read(1)).readUInt8();
    const size = flags & LONG
      ? Number((await this.#bytes.read(8)).readBigUInt64BE())
      : (await this.#bytes.read(1)).readUInt8();
    return { flags, body: await this.#bytes.read(size) };
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await this.#connection.write(bytes.subarray(at));
  }
}

/** Reads exactly so many bytes at a time from a connection. */
class ByteReader {
  readonly #connection: Deno.TcpConn;
  #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  async read(size: number): Promise<Buffer> {
    while (this.#size < size) await this.#fill();
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all.subarray(size)];
    this.#size -= size;
    return all.subarray(0, size);
  }

  async #fill(): Promise<void> {
    const chunk = new Uint8Array(65_536);
    const size = await this.#connection.read(chunk);
    if (size === null) throw new Deno.errors.UnexpectedEof("the connection was closed");
    this.#chunks.push(chunk.subarray(0, size));
    this.#size += size;
  }
}

async function connectPatiently(port: number, signal: AbortSignal): Promise<Deno.TcpConn> {
  for (;;) {
    signal.throwIfAborted();
    try {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port });
      connection.setNoDelay(true);
      return connection;
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** Signature, version 3.0, the mechanism `NULL`, as a client. */
function greeting(): Buffer {
  const bytes = Buffer.alloc(GREETING_SIZE);
  bytes[0] = 0xff;
  bytes[9] = 0x7f;
  bytes[10] = 3;
  bytes.write("NULL", 12);
  return bytes;
}

/** The command `READY` with the one property a peer must know. */
function ready(type: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(type.length);
  const body = Buffer.concat([
    shortText("READY"),
    shortText("Socket-Type"),
    size,
    Buffer.from(type),
  ]);
  return Buffer.concat([Buffer.from([COMMAND, body.length]), body]);
}

function shortText(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
}

function frameHead(size: number, more: boolean): Buffer {
  const flags = more ? MORE : 0;
  if (size < 256) return Buffer.from([flags, size]);
  const head = Buffer.alloc(9);
  head.writeUInt8(flags | LONG);
  head.writeBigUInt64BE(BigInt(size), 1);
  return head;
}

function isClosing(error: unknown): boolean {
  return error instanceof Deno.errors.UnexpectedEof ||
    error instanceof Deno.errors.ConnectionReset ||
    error instanceof Deno.errors.BadResource ||
    error instanceof Deno.errors.Interrupted;
}
