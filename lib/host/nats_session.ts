import { JetStreamApiError, type JetStreamManager, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import { atMost } from "./at_most.ts";
import { type NatsAddress } from "./nats_address.ts";
import { natsFailure } from "./nats_failure.ts";
import { quietly } from "./nats_quiet.ts";

/** How long a reply of the server is waited for, in milliseconds. */
export const TIMEOUT = 5000;
/** How long is waited before something is tried again, in milliseconds. */
const PAUSE = 200;
/** How long what is to be sent may take at the end, in milliseconds. */
const FLUSH = 1000;

/** A connection to a NATS server with JetStream, and what its failures mean. */
export class NatsSession {
  readonly address: string;
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly #loud: () => void;

  private constructor(
    address: string,
    connection: NatsConnection,
    manager: JetStreamManager,
    loud: () => void,
  ) {
    this.address = address;
    this.connection = connection;
    this.manager = manager;
    this.#loud = loud;
  }

  /**
   * Connects.
   *
   * @throws {Error} When the server is not there, does not let us in, or runs without JetStream.
   */
  static async begin(address: NatsAddress): Promise<NatsSession> {
    const loud = quietly();
    let connection: NatsConnection | undefined;
    try {
      connection = await connected(address);
      const manager = await jetstreamManager(connection, { timeout: TIMEOUT });
      return new NatsSession(address.shown, connection, manager, loud);
    } catch (error) {
      await connection?.close();
      // A socket that breaks after it was let go of is heard of a moment later.
      await pause(PAUSE / 10);
      loud();
      throw natsFailure(error, address.shown);
    }
  }

  /** Does something, and again as long as the server is not there. */
  async insistently<Value>(act: () => Promise<Value>, signal?: AbortSignal): Promise<Value> {
    for (;;) {
      signal?.throwIfAborted();
      try {
        return await act();
      } catch (error) {
        if (codeOf(error) !== undefined || this.connection.isClosed()) throw error;
        await pause(PAUSE);
      }
    }
  }

  /** The sentence that a failure comes to. */
  failure(error: unknown): Error {
    return natsFailure(error, this.address);
  }

  /** Sends what is to be sent, and goes. */
  async end(): Promise<void> {
    if (!this.connection.isClosed()) {
      await atMost(FLUSH, this.connection.flush());
      await this.connection.close();
    }
    this.#loud();
  }
}

/** The code of a refusal by the server; undefined where it has said nothing. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof JetStreamApiError ? error.code : undefined;
}

function connected(
  { servers, user, pass, token, isEncrypted }: NatsAddress,
): Promise<NatsConnection> {
  return connect({
    servers: [...servers],
    ...(user === undefined ? {} : { user, pass: pass ?? "" }),
    ...(token === undefined ? {} : { token }),
    ...(isEncrypted ? { tls: {} } : {}),
    name: "quorum",
    timeout: TIMEOUT,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    noAsyncTraces: true,
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
