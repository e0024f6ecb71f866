import assert from "node:assert/strict";
import { merkleRoot } from "../../lib/engine/merkle.ts";
import { sha256 } from "../../lib/random/hash.ts";

// The leaves of the tests of Certificate Transparency's reference implementation (google/certificate-
// transparency, merkletree); the roots of the first n of them, computed again with Python's hashlib after
// RFC 6962, section 2.1.
const LEAVES = [
  ...["", "00", "10", "2021", "3031", "40414243", "5051525354555657"],
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

Deno.test("merkleRoot() is the tree hash of RFC 6962, whatever the number of keys", () => {
  assert.deepEqual(ROOTS.map((_, count) => merkleRoot(LEAVES.slice(0, count))), ROOTS);
});

// Python: keys sha256(str(i)) for i below n, sorted, and the same recursion.
Deno.test("merkleRoot() agrees with another program on many keys", () => {
  const keys = Array.from({ length: 1000 }, (_, place) => sha256(`${place}`));
  const wanted = "7f7c6cef4d6e715f3585354bc545a6d743cd0b48a8551d22b70de61b0b2074a3";
  assert.equal(merkleRoot(keys), wanted);
  const hundred = "6c8ff9870d6d8a8551dd12cf76118303033b3a277cc3fa878a2c3cafbf91f6be";
  assert.equal(merkleRoot(keys.slice(0, 100)), hundred);
});

Deno.test("merkleRoot() depends on no order, takes each key once, and changes with every key", () => {
  const [one = "", two = "", three = ""] = ["1", "2", "3"].map(sha256);
  const root = merkleRoot([one, two, three]);
  assert.equal(merkleRoot([three, one, two, one]), root);
  const others = [[one, two], [one, two, sha256("4")], [one, two, three, sha256("4")]].map(
    merkleRoot,
  );
  assert.equal(new Set([root, ...others]).size, 4);
});
