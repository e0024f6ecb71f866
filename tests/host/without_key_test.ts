import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { withoutKey } from "../../lib/host/without_key.ts";
import { sha256 } from "../../lib/random/hash.ts";

const KEY = "0f9e+8d/7c=6b5a";

Deno.test("withoutKey() masks a key as it is, in an address and in base64", () => {
  const url = encodeURIComponent(KEY);
  const base64 = Buffer.from(KEY).toString("base64");
  const forms = [KEY, url, url.toLowerCase(), base64, Buffer.from(KEY).toString("base64url")];
  // An address may have any character in digits.
  const digits = [...Buffer.from(KEY)].map((byte) => `%${byte.toString(16)}`).join("");
  for (const form of [...forms, encodeURIComponent(base64), digits, digits.toUpperCase()]) {
    const said = withoutKey(`bad key ${form}, try another`, KEY);
    // The last character of a base64 text, and what fills it up, tell less than a byte.
    assert.match(said, /^bad key \[key\]\S{0,8}, try another$/);
  }
});

Deno.test("withoutKey() masks a key within something longer that is base64", () => {
  const piece = fc.string({ unit: "binary-ascii", maxLength: 9 });
  // Real keys are no repetitions: in "aaaaaa…" any part is the whole.
  const key = fc.string().map((text) => sha256(text).slice(0, 32));
  fc.assert(
    fc.property(key, piece, piece, (key, before, after) => {
      for (const encoding of ["base64", "base64url"] as const) {
        const login = Buffer.from(before + key + after).toString(encoding);
        const said = withoutKey(`Basic ${login}`, key);
        const [head = "", tail, ...more] = said.slice("Basic ".length).split("[key]");
        assert.ok(tail !== undefined && more.length === 0, said);
        // What is left on either side is of the neighbours, and of the key two bytes at most.
        assert.ok(head.length <= Math.ceil(before.length * 4 / 3) + 1, said);
        assert.ok(tail.replace(/=+$/, "").length <= Math.ceil(after.length * 4 / 3) + 1, said);
      }
    }),
    { seed: 1 },
  );
});

Deno.test("withoutKey() leaves other words alone, and masks no key that is hardly one", () => {
  assert.equal(withoutKey("the key is a word", "key"), "the key is a word");
  assert.equal(withoutKey("a%2Fb c29tZXRoaW5n", "nothing-of-it"), "a%2Fb c29tZXRoaW5n");
  assert.equal(withoutKey("fine"), "fine");
});
