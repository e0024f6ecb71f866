import { type Clock, type Database } from "../host/host.ts";
import { FlushTimer, MOST_WAITING } from "./flush_timer.ts";
import { rollBack } from "./roll_back.ts";

/** Writes to a database in groups: a write counts only when its promise resolves. */
export class GroupCommit {
  readonly #path: string;
  readonly #database: Database;
  readonly #clock: Clock;
  // How many writes stand in the open transaction.
  #waiting = 0;
  #flushed = Promise.withResolvers<void>();
  readonly #timer: FlushTimer;
  #isAtOnce = false;
  // After a write has failed nothing later may count, or a unit could outlive its replies.
  #broken: Error | undefined;

  constructor({ path, database, clock }: {
    readonly path: string;
    readonly database: Database;
    readonly clock: Clock;
  }) {
    this.#path = path;
    this.#database = database;
    this.#clock = clock;
    this.#timer = new FlushTimer(clock, () => this.flush());
    this.#flushed.promise.catch(() => {});
  }

  /** Why nothing can be written any more; undefined as long as it can. */
  get failure(): Error | undefined {
    return this.#broken;
  }

  /**
   * Writes into the open transaction, which others do not see before it is committed; as a part of changes that
   * are made at once, into theirs.
   */
  write(write: () => void): Promise<void> {
    if (this.#broken) return refused(this.#broken);
    if (this.#isAtOnce) return Promise.resolve(write());
    const flushed = this.#flushed;
    try {
      if (this.#waiting === 0) this.#database.exec("BEGIN IMMEDIATE");
      this.#waiting += 1;
      write();
    } catch (error) {
      this.#break(error, flushed);
    }
    if (this.#waiting >= MOST_WAITING) this.flush();
    else if (this.#waiting > 0) this.#timer.soon();
    return flushed.promise;
  }

  /** Makes everything durable that has been written so far. */
  flush(): void {
    this.#timer.cancel();
    if (this.#waiting === 0) return;
    this.#waiting = 0;
    const flushed = this.#flushed;
    this.#flushed = Promise.withResolvers<void>();
    this.#flushed.promise.catch(() => {});
    const begun = this.#clock.elapsed();
    try {
      this.#database.exec("COMMIT");
      flushed.resolve();
    } catch (error) {
      this.#break(error, flushed);
    }
    this.#timer.took(this.#clock.elapsed() - begun);
  }

  /** Makes several changes one, and durable at once: all of them are kept, or none. */
  atOnce(change: () => void): void {
    if (this.#isAtOnce) return change();
    this.flush();
    this.#isAtOnce = true;
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      change();
      this.#database.exec("COMMIT");
    } catch (error) {
      rollBack(this.#database);
      throw cannotWrite(this.#path, error);
    } finally {
      this.#isAtOnce = false;
    }
  }

  /** Makes everything durable; what is written later is refused. */
  end(): void {
    this.flush();
    this.#broken ??= cannotWrite(this.#path, "it is closed");
  }

  /** Takes back what waited, and fails it: half of a group must not count. */
  #break(error: unknown, flushed: PromiseWithResolvers<void>): void {
    this.#waiting = 0;
    this.#broken = cannotWrite(this.#path, error);
    flushed.reject(this.#broken);
    rollBack(this.#database);
  }
}

/** A promise that whoever awaits it is told by; nobody has to. */
function refused(error: Error): Promise<never> {
  const refusal = Promise.reject(error);
  refusal.catch(() => {});
  return refusal;
}

function cannotWrite(path: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`Cannot write the journal "${path}": ${reason}`, { cause: error });
}
