import { type Msg, type NatsConnection } from "@nats-io/transport-node";
import { atMost } from "./at_most.ts";
import { type Delivery, type Taking } from "./queue.ts";

/** How long the server keeps a wish for messages, in milliseconds. */
const WISH = 5000;

/** How long what is on its way may take, in milliseconds. */
const DRAIN = 1000;

/**
 * Takes messages off a line by one standing wish: a reply to it is a message, or says that the time is over. The
 * package's own iterators make a subscription for each wish, or hand over more than is wanted.
 */
export class NatsPull implements Taking {
  readonly #connection: NatsConnection;
  readonly #subject: string;
  readonly #inbox: string;
  readonly #drained: () => Promise<void>;
  #end: Promise<void> | undefined;
  #wanted = 0;
  // What was wished for and has not come.
  #asked = 0;
  #wished = 0;
  readonly #timer: ReturnType<typeof setInterval>;

  /** @param from The stream and the consumer. */
  constructor(
    connection: NatsConnection,
    from: { readonly line: string; readonly name: string },
    inbox: string,
    hear: (delivery: Delivery) => void,
  ) {
    this.#connection = connection;
    this.#subject = `$JS.API.CONSUMER.MSG.NEXT.${from.line}.${from.name}`;
    this.#inbox = inbox;
    const subscription = connection.subscribe(inbox, {
      callback: (error, message) => {
        if (error === null || error === undefined) this.#heard(message, hear);
      },
    });
    this.#drained = () => atMost(DRAIN, subscription.drain());
    this.#timer = setInterval(() => this.#again(), WISH / 5);
  }

  want(count: number): void {
    this.#wanted += count;
    this.#wish();
  }

  stop(): Promise<void> {
    clearInterval(this.#timer);
    return this.#end ??= this.#drained();
  }

  #heard(message: Msg, hear: (delivery: Delivery) => void): void {
    if (message.reply?.startsWith("$JS.ACK.")) {
      this.#asked = Math.max(0, this.#asked - 1);
      this.#wanted -= 1;
      return hear(deliveryOf(message));
    }
    // The time is over, or the server has lost the line for a moment.
    const left = Number(message.headers?.get("Nats-Pending-Messages"));
    this.#asked = message.headers?.code === 408 && left > 0 ? Math.max(0, this.#asked - left) : 0;
    if (message.headers?.code === 408) this.#wish();
  }

  #wish(): void {
    const count = this.#wanted - this.#asked;
    if (this.#end !== undefined || count <= 0 || this.#connection.isClosed()) return;
    this.#asked += count;
    this.#wished = performance.now();
    const wish = JSON.stringify({ batch: count, expires: WISH * 1e6 });
    this.#connection.publish(this.#subject, wish, { reply: this.#inbox });
  }

  /** A server that was started again knows nothing of a wish. */
  #again(): void {
    if (this.#asked > 0 && performance.now() - this.#wished < 2 * WISH) return;
    this.#asked = 0;
    this.#wish();
  }
}

function deliveryOf(message: Msg): Delivery {
  const receipt = message.reply ?? "";
  let isOpen = true;
  const say = (word: string) => {
    if (!isOpen) return;
    isOpen = word === "+WPI";
    message.respond(word);
  };
  return {
    subject: message.subject,
    text: message.string(),
    isAgain: deliveriesIn(receipt) > 1,
    receipt,
    settle: () => say("+ACK"),
    giveBack: () => say("-NAK"),
    keep: () => say("+WPI"),
  };
}

/** Newer servers put two words more before the name of the line. */
function deliveriesIn(receipt: string): number {
  const words = receipt.split(".");
  return Number(words[words.length === 9 ? 4 : 6]);
}
