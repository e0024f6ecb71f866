import { MerkleTree } from "./merkle_tree.ts";

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
 * import assert from "node:assert/strict";
 * import { merkleRoot } from "../../mod.ts";
 *
 * assert.equal(merkleRoot(["01", "00"]), merkleRoot(["00", "01", "01"]));
 * assert.ok(merkleRoot([]).startsWith("e3b0c442"));
 * ```
 */
export function merkleRoot(keys: Iterable<string>): string {
  const tree = new MerkleTree();
  for (const key of [...new Set(keys)].sort()) tree.add(key);
  return tree.root;
}
