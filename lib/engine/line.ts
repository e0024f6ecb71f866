/** A queue that its reader waits on when it is empty, and its writer when it is too long. */
export class Line<Item> {
  readonly #length: number;
  #items: (Item | undefined)[] = [];
  #head = 0;
  #isClosed = false;
  #readerWaits: (() => void) | undefined;
  #writerWaits: (() => void) | undefined;

  /** A queue whose writer waits at that length. */
  constructor(length: number) {
    this.#length = length;
  }

  /** Whether nothing more is wanted, or will come. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Whether its writer would have to wait. */
  get isFull(): boolean {
    return this.#items.length - this.#head >= this.#length;
  }

  /** What has not been taken. */
  get rest(): readonly Item[] {
    // Only what was taken leaves a gap.
    return this.#items.slice(this.#head) as Item[];
  }

  /** Adds an item at the end. */
  push(item: Item): void {
    this.#items.push(item);
    this.#readerWaits?.();
  }

  /** Ends the waiting on both sides; what is in line can still be taken. */
  close(): void {
    this.#isClosed = true;
    this.#readerWaits?.();
    this.#writerWaits?.();
  }

  /** Waits until there is room for one more. */
  async room(): Promise<void> {
    if (!this.isFull || this.#isClosed) return;
    await new Promise<void>((resolve) => this.#writerWaits = resolve);
  }

  /** Whether there is another item; waits until that is known. */
  async more(): Promise<boolean> {
    while (this.#head === this.#items.length) {
      if (this.#isClosed) return false;
      await new Promise<void>((resolve) => this.#readerWaits = resolve);
    }
    return true;
  }

  // Not async: an item may be a promise, which would be awaited with it.
  /** Takes the first item, when there is one. */
  shift(): Item | undefined {
    const item = this.#items[this.#head];
    // What was taken must not stay in memory until its place is cut off.
    this.#items[this.#head++] = undefined;
    if (this.#head > 1000 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    this.#writerWaits?.();
    return item;
  }
}
