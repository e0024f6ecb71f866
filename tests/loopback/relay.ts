/** A client's connection, and when it has gone. */
interface Client {
  readonly connection: Deno.TcpConn;
  readonly gone: PromiseWithResolvers<void>;
}

/**
 * Stands before a server and passes bytes through, so that one connection can be cut before there is an
 * answer; `Deno.serve` alone can only cut inside a body. It also knows when a client has gone.
 */
export class Relay {
  readonly port: number;
  readonly #listener: Deno.TcpListener;
  /** The client's connections by the local port of the inner ones, which the server sees as its peer's. */
  readonly #clients = new Map<number, Client>();
  readonly #work = new Set<Promise<void>>();

  constructor(inner: number, port = 0) {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port });
    this.port = this.#listener.addr.port;
    this.#track(this.#accept(inner));
  }

  /** Cuts the connection the server knows by this peer port. */
  cut(port: number): void {
    const client = this.#clients.get(port);
    if (client !== undefined) close(client.connection);
  }

  /** Closes the connections nothing is under way on. */
  closeIdle(active: ReadonlySet<number>): void {
    for (const [port, client] of this.#clients) if (!active.has(port)) close(client.connection);
  }

  /** Whether the client behind this peer port is still there. */
  holds(port: number): boolean {
    return this.#clients.has(port);
  }

  /** Resolves when the client behind this peer port has gone. */
  gone(port: number): Promise<void> {
    return this.#clients.get(port)?.gone.promise ?? Promise.resolve();
  }

  /** Cuts every connection and waits until all is still. */
  async stop(): Promise<void> {
    this.#listener.close();
    for (const client of this.#clients.values()) close(client.connection);
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  async #accept(inner: number): Promise<void> {
    try {
      for await (const client of this.#listener) this.#track(this.#join(client, inner));
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #join(connection: Deno.TcpConn, inner: number): Promise<void> {
    const server = await Deno.connect({ hostname: "127.0.0.1", port: inner });
    connection.setNoDelay(true);
    server.setNoDelay(true);
    const { port } = server.localAddr;
    const gone = Promise.withResolvers<void>();
    this.#clients.set(port, { connection, gone });
    const leave = pump(connection, server).then(() => {
      this.#clients.delete(port);
      gone.resolve();
    });
    await Promise.all([leave, pump(server, connection)]);
  }

  #track(work: Promise<void>): void {
    const done = work.finally(() => this.#work.delete(done));
    this.#work.add(done);
  }
}

/** Passes on what comes until one side goes, then lets the other go too. */
async function pump(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
  const bytes = new Uint8Array(16_384);
  try {
    for (let read = await from.read(bytes); read !== null; read = await from.read(bytes)) {
      for (let at = 0; at < read;) at += await to.write(bytes.subarray(at, read));
    }
  } catch {
    // a side that is gone is what ends the loop, however it went
  }
  close(to);
  close(from);
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // it is closed already, by the other pump
  }
}
