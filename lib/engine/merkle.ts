import { hash } from "node:crypto";

/**
 * The Merkle root of a set of keys, as 64 hexadecimal digits: who has the keys can prove that none was
 * added, left out or changed. The keys are sorted, and each counts once. It is the tree hash of RFC 6962:
 * a leaf is SHA-256(0x00 ‖ key), a node SHA-256(0x01 ‖ left ‖ right), where the left side has the greatest
 * power of two of leaves that leaves one for the right. No leaf is ever doubled: where their number is odd the
 * last one moves up as it is. The root of no keys is the SHA-256 of nothing.
 *
 * @param keys Texts of hexadecimal digits; their bytes are hashed.
 *
 * @example
 * ```ts
 * import { merkleRoot } from "../../mod.ts";
 *
 * console.assert(merkleRoot(["01", "00"]) === merkleRoot(["00", "01", "01"]));
 * console.assert(merkleRoot([]).startsWith("e3b0c442"));
 * ```
 */
export function merkleRoot(keys: Iterable<string>): string {
  const leaves = [...new Set(keys)].sort().map((key) => sha256(LEAF, Uint8Array.fromHex(key)));
  return rootOf(leaves).toHex();
}

// What stands before a leaf and before a node, so that neither can be taken for the other.
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [only, ...others] = leaves.slice(0, 2);
  if (only === undefined) return sha256();
  if (others.length === 0) return only;
  const left = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(NODE, rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)));
}

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return hash("sha256", bytes, "buffer");
}
