import assert from "node:assert/strict";
import { MerkleTree } from "../../lib/engine/merkle_tree.ts";

// The first leaves and roots of Certificate Transparency's reference tests, as in merkle_test.ts.
Deno.test("MerkleTree gives the root of what was added so far, and goes on", () => {
  const tree = new MerkleTree();
  const roots = ["", "00", "10", "2021"].map((key) => {
    tree.add(key);
    return tree.root;
  });
  assert.deepEqual(roots, [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  ]);
  assert.equal(tree.count, 4);
});
