import { type Host } from "../host/host.ts";
import { type Delivery, type Queue, type Taking } from "../host/queue.ts";
import { type WaitingWork } from "./waiting_work.ts";
import { type Places, readResult, type WorkResult } from "./work.ts";

/** What came of a piece of work, and the message that tells of it. */
export interface Arrived {
  readonly result: WorkResult;
  readonly delivery: Delivery;
}

/** How many results may be under way from the server to here. */
const AHEAD = 1000;
/** What comes back of a run's work: given to who waits for it, or held until somebody asks. */
export class Arrivals {
  readonly #queue: Queue;
  readonly #places: Places;
  readonly #waiting: WaitingWork<Arrived>;
  readonly #host: Pick<Host, "clock" | "terminal">;
  // Replies to what nobody has asked for yet: a coordinator that was killed had asked for them.
  readonly #arrived = new Map<string, Arrived>();
  #taking: Taking | undefined;
  #heard = 0;
  #isWarned = false;

  constructor(
    queue: Queue,
    places: Places,
    waiting: WaitingWork<Arrived>,
    host: Pick<Host, "clock" | "terminal">,
  ) {
    this.#queue = queue;
    this.#places = places;
    this.#waiting = waiting;
    this.#host = host;
  }

  /** Begins to take what comes, with what came while nobody was there. */
  async begin(): Promise<void> {
    const { coordinator } = this.#places;
    const taking = await this.#queue.take(coordinator, (one) => this.#hear(one), { anew: true });
    this.#taking = taking;
    const left = await this.#queue.waiting(coordinator);
    taking.want(Math.max(AHEAD, left));
    while (this.#heard < left) await this.#host.clock.sleep(10);
  }

  /** What came of a piece of work before anybody asked; undefined where nothing has. */
  claim(key: string): Arrived | undefined {
    const arrived = this.#arrived.get(key);
    this.#arrived.delete(key);
    return arrived;
  }

  /** Takes no more. */
  async end(): Promise<void> {
    await this.#taking?.stop();
  }

  #hear(delivery: Delivery): void {
    this.#heard += 1;
    if (this.#heard % (AHEAD / 4) === 0) this.#taking?.want(AHEAD / 4);
    const result = readResult(delivery.text);
    if (result === undefined || this.#places.reply(result.key)[1] !== delivery.subject) {
      return this.#throwAway(delivery);
    }
    const { key, outcome } = result;
    if (this.#waiting.arrive(key, { result, delivery })) return;
    if ("reply" in outcome) this.#arrived.set(key, { result, delivery });
    else delivery.settle();
  }

  #throwAway(delivery: Delivery): void {
    delivery.settle();
    if (this.#isWarned) return;
    this.#isWarned = true;
    this.#host.terminal.err(
      `warning: a message at ${this.#queue.address} is no result of a worker, and was thrown away\n`,
    );
  }
}
