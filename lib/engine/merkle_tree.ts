import { hash } from "node:crypto";

/**
 * The tree hash of RFC 6962 of keys that come one after the other, sorted and each once. What is kept is the
 * root of each whole subtree: as many as the number of keys has ones in binary, however many keys there are.
 */
export class MerkleTree {
  // Whole subtrees from left to right, each with half as many leaves as the one before or fewer.
  readonly #subtrees: Uint8Array[] = [];
  #count = 0;

  /** How many keys there are. */
  get count(): number {
    return this.#count;
  }

  /** Takes the next key: a text of hexadecimal digits. */
  add(key: string): void {
    let subtree = sha256(LEAF, Uint8Array.fromHex(key));
    // Two subtrees of equal size are one, as two equal digits are when counting on.
    for (let rest = this.#count; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      subtree = sha256(NODE, this.#subtrees.pop() ?? subtree, subtree);
    }
    this.#subtrees.push(subtree);
    this.#count += 1;
  }

  /** The root of what was added so far, as 64 hexadecimal digits; that of no keys is the SHA-256 of nothing. */
  get root(): string {
    const last = this.#subtrees.at(-1) ?? sha256();
    return this.#subtrees.slice(0, -1).reduceRight((right, left) => sha256(NODE, left, right), last)
      .toHex();
  }
}

// What stands before a leaf and before a node, so that neither can be taken for the other.
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return hash("sha256", bytes, "buffer");
}
