import assert from "node:assert/strict";
import { sha256 } from "../../lib/random/hash.ts";

Deno.test("sha256() gives the digests of FIPS 180-4", () => {
  // The example messages of FIPS 180-2, appendix B, and NIST's of no and of 896 bits.
  const known: [message: string, digest: string][] = [
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
    [
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno" +
      "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
    ],
    ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
  ];
  for (const [message, digest] of known) assert.equal(sha256(message), digest);
});

Deno.test("sha256() is of a text's UTF-8 bytes", () => {
  // By Python's hashlib, of "é€🍺".encode().
  const digest = "a66fef2d920f06a2218a2aebe3a2f1056f4b76f2d5c4f15b16c9c408a113d8a0";
  assert.equal(sha256("é€🍺"), digest);
});
