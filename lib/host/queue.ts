/** A line of messages on a server of queues: what is put there stays until it is settled, or too old. */
export interface QueueLine {
  /** The line's name. */
  readonly name: string;
  /** The subjects of its messages; `*` stands for one word of a subject. */
  readonly subject: string;
  /** Whether a message goes when it is settled, or when another of its subject takes its place. */
  readonly keeps: "until settled" | "the last of each subject";
}

/** Who takes messages off a line, side by side with all others of that name. */
export interface QueueTaker {
  /** The name of the line. */
  readonly line: string;
  /** Their name. */
  readonly name: string;
  /** The subjects that are theirs. */
  readonly subject: string;
  /** After how long a message that nobody settled is given to another one, in milliseconds. */
  readonly patience: number;
}

/** A message that was taken off a line, and is not settled yet. */
export interface Delivery {
  /** Its subject. */
  readonly subject: string;
  /** What it says. */
  readonly text: string;
  /** Whether somebody may have had it before. */
  readonly isAgain: boolean;
  /** How it can be settled by anybody, for {@linkcode Queue.settle}. */
  readonly receipt: string;
  /** It is done with. */
  settle(): void;
  /** It is to be given to somebody else. */
  giveBack(): void;
  /** It is still worked on. */
  keep(): void;
}

/** Messages that are being taken off a line. */
export interface Taking {
  /** Says how many messages may be handed over from now on, besides those that were. */
  want(count: number): void;
  /** Takes no more; resolves when all that was on its way has been heard. */
  stop(): Promise<void>;
}

/** A message as it lies in a line. */
export interface QueueEntry {
  /** Its number in the line. */
  readonly number: number;
  /** What it says. */
  readonly text: string;
}

/** Something else lies there: a message was to be put only where none, or a certain one, was the last. */
export class QueueTaken extends Error {
  override readonly name = "QueueTaken";
}

/** A message is larger than the server takes. */
export class QueueTooLarge extends Error {
  override readonly name = "QueueTooLarge";
}

/**
 * A connection to a server of queues, over which programs on several machines hand each other work. It is made
 * again whenever it breaks; what is under way then waits.
 */
export interface Queue {
  /** The server's address, without what it takes to be let in. */
  readonly address: string;
  /** Called whenever the connection breaks, and when it is there again. */
  watch(changed: (isThere: boolean) => void): void;
  /** Makes lines where there are none. */
  open(lines: readonly QueueLine[]): Promise<void>;
  /**
   * Puts a message into a line, and waits until it lies there.
   *
   * @param after The number of the message that must be the last of this subject; 0 where there must be none.
   * @throws {QueueTaken} When another one is.
   * @throws {QueueTooLarge} When it is too large.
   */
  put(
    subject: string,
    text: string,
    options: { readonly signal: AbortSignal; readonly after?: number },
  ): Promise<void>;
  /** The last message of a subject; undefined where there is none. */
  last(line: string, subject: string): Promise<QueueEntry | undefined>;
  /** Throws away all messages of a subject. */
  clear(line: string, subject: string): Promise<void>;
  /** Takes messages off a line, as many as are wanted; with `anew`, what others of the name had comes again. */
  take(
    taker: QueueTaker,
    hear: (delivery: Delivery) => void,
    options?: { readonly anew?: boolean },
  ): Promise<Taking>;
  /** How many messages wait for the takers of a name. */
  waiting(taker: QueueTaker): Promise<number>;
  /** Whether anybody of a name takes messages, or works on one. */
  isTaken(taker: QueueTaker): Promise<boolean>;
  /** Forgets that there were takers of a name. */
  dismiss(taker: QueueTaker): Promise<void>;
  /** Settles a message by its receipt, and waits until that is done. */
  settle(receipt: string): Promise<void>;
  /** Tells those who listen just now; it is kept nowhere. */
  tell(subject: string, text: string): void;
  /** Asks whoever is there just now; undefined where nobody answers. */
  ask(subject: string, text: string): Promise<string | undefined>;
  /** Answers whoever asks; what is returned ends it. */
  answer(subject: string, respond: (text: string) => string): () => void;
  /** Sends what is to be sent, and goes. */
  close(): Promise<void>;
}
