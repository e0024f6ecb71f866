import { type Journal } from "../engine/journal.ts";

// A large panel in one text would take more memory than the run, and may be longer than any text.
const PIECE = 500;

/** Keeps a list in a journal, in place of any before of that name: so many of its items in a note each. */
export function keepList(journal: Journal, name: string, items: readonly unknown[]): void {
  for (let piece = 0;; piece++) {
    const part = items.slice(piece * PIECE, (piece + 1) * PIECE);
    // A shorter list leaves nothing of a longer one.
    if (part.length === 0 && journal.note(`${name} ${piece}`) === undefined) return;
    journal.keepNote(`${name} ${piece}`, JSON.stringify(part));
  }
}

/** The list that a journal keeps under a name, an item after the other; nothing where it keeps none. */
export function* keptList<Item>(journal: Journal, name: string): Generator<Item> {
  for (let piece = 0;; piece++) {
    const part = journal.note(`${name} ${piece}`);
    if (part === undefined) return;
    // It was written by us.
    yield* JSON.parse(part) as Item[];
  }
}
