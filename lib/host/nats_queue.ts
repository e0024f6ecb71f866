import {
  type ConsumerConfig,
  type ConsumerInfo,
  jetstream,
  type JetStreamClient,
} from "@nats-io/jetstream";
import { createInbox } from "@nats-io/transport-node";
import { natsAddress } from "./nats_address.ts";
import { NatsPull } from "./nats_pull.ts";
import { codeOf, NatsSession, TIMEOUT } from "./nats_session.ts";
import {
  type Delivery,
  type Queue,
  type QueueEntry,
  type QueueLine,
  QueueTaken,
  type QueueTaker,
  QueueTooLarge,
  type Taking,
} from "./queue.ts";

/** What nobody has settled is thrown away after thirty days, in nanoseconds. */
const AGE = 30 * 86_400 * 1e9;

/** How long is waited for an answer of whoever is there, in milliseconds. */
const ANSWER = 2000;

const NO_MESSAGE = 10_037;
const NO_CONSUMER = 10_014;
const NO_STREAM = 10_059;
const OTHER_LAST = 10_071;

/**
 * Connects to a NATS server with JetStream.
 *
 * @throws {TypeError} When the address is none.
 * @throws {Error} When the server is not there, does not let us in, or runs without JetStream.
 */
export async function natsQueue(text: string): Promise<Queue> {
  return new NatsQueue(await NatsSession.begin(natsAddress(text)));
}

class NatsQueue implements Queue {
  readonly #session: NatsSession;
  readonly #streams: JetStreamClient;

  constructor(session: NatsSession) {
    this.#session = session;
    this.#streams = jetstream(session.connection, { timeout: TIMEOUT });
  }

  get address(): string {
    return this.#session.address;
  }

  watch(changed: (isThere: boolean) => void): void {
    const { connection } = this.#session;
    const follow = async () => {
      for await (const { type } of connection.status()) {
        if (type === "disconnect") changed(false);
        if (type === "reconnect") changed(true);
      }
    };
    follow().catch(() => {});
  }

  async open(lines: readonly QueueLine[]): Promise<void> {
    const { streams } = this.#session.manager;
    for (const { name, subject, keeps } of lines) {
      const found = await this.#do(() => streams.info(name), NO_STREAM);
      if (found !== undefined) continue;
      await this.#do(() =>
        streams.add({
          ...{ name, subjects: [subject], max_age: AGE },
          ...(keeps === "until settled"
            ? { retention: "workqueue" }
            : { retention: "limits", max_msgs_per_subject: 1 }),
        })
      );
    }
  }

  async put(
    subject: string,
    text: string,
    { signal, after }: { readonly signal: AbortSignal; readonly after?: number },
  ): Promise<void> {
    const { info } = this.#session.connection;
    const bytes = utf8.encode(text);
    // With its head it must not pass what the server takes.
    if (info !== undefined && bytes.length > info.max_payload - HEAD) {
      throw new QueueTooLarge(
        `it has ${bytes.length} bytes, and the NATS server takes ${info.max_payload} (max_payload)`,
      );
    }
    const expect = after === undefined ? {} : { expect: { lastSubjectSequence: after } };
    try {
      const publish = () => this.#streams.publish(subject, bytes, expect);
      await this.#session.insistently(publish, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw codeOf(error) === OTHER_LAST ? new QueueTaken(subject) : this.#session.failure(error);
    }
  }

  async last(line: string, subject: string): Promise<QueueEntry | undefined> {
    const { streams } = this.#session.manager;
    const found = await this.#do(
      () => streams.getMessage(line, { last_by_subj: subject }),
      NO_MESSAGE,
    );
    return found ? { number: found.seq, text: found.string() } : undefined;
  }

  async clear(line: string, subject: string): Promise<void> {
    await this.#do(() => this.#session.manager.streams.purge(line, { filter: subject }));
  }

  async take(
    taker: QueueTaker,
    hear: (delivery: Delivery) => void,
    { anew = false }: { readonly anew?: boolean } = {},
  ): Promise<Taking> {
    if (anew) await this.dismiss(taker);
    await this.#consumer(taker);
    return new NatsPull(this.#session.connection, taker, createInbox(), hear);
  }

  async waiting(taker: QueueTaker): Promise<number> {
    const { num_pending, num_ack_pending } = await this.#consumer(taker);
    return num_pending + num_ack_pending;
  }

  async isTaken(taker: QueueTaker): Promise<boolean> {
    const { num_waiting, num_ack_pending } = await this.#consumer(taker);
    return num_waiting > 0 || num_ack_pending > 0;
  }

  async dismiss({ line, name }: QueueTaker): Promise<void> {
    await this.#do(() => this.#session.manager.consumers.delete(line, name), NO_CONSUMER);
  }

  async settle(receipt: string): Promise<void> {
    const settled = this.#session.connection.request(receipt, "+ACK", { timeout: TIMEOUT });
    await settled.catch(() => {});
  }

  tell(subject: string, text: string): void {
    const { connection } = this.#session;
    if (!connection.isClosed()) connection.publish(subject, text);
  }

  async ask(subject: string, text: string): Promise<string | undefined> {
    return await this.#session.connection.request(subject, text, { timeout: ANSWER })
      .then((message) => message.string(), () => undefined);
  }

  answer(subject: string, respond: (text: string) => string): () => void {
    const subscription = this.#session.connection.subscribe(subject, {
      callback: (error, message) => {
        if (!error) message.respond(respond(message.string()));
      },
    });
    return () => subscription.unsubscribe();
  }

  async close(): Promise<void> {
    await this.#session.end();
  }

  async #consumer({ line, name, subject, patience }: QueueTaker): Promise<ConsumerInfo> {
    const { consumers } = this.#session.manager;
    const config: Partial<ConsumerConfig> = {
      ...{ durable_name: name, filter_subject: subject, ack_policy: "explicit" },
      ...{ ack_wait: patience * 1e6, max_ack_pending: -1, max_waiting: 10_000 },
    };
    return await this.#do(() => consumers.info(line, name), NO_CONSUMER) ??
      await this.#do(() => consumers.add(line, config)) as ConsumerInfo;
  }

  /** Does something; that the server has no such thing is no failure where that is said. */
  async #do<Value>(act: () => Promise<Value>, none?: number): Promise<Value | undefined> {
    try {
      return await this.#session.insistently(act);
    } catch (error) {
      if (none !== undefined && codeOf(error) === none) return undefined;
      throw this.#session.failure(error);
    }
  }
}

const utf8 = new TextEncoder();

/** What the head of a message may have, in bytes. */
const HEAD = 1024;
