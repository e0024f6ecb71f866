import fc from "fast-check";
import assert from "node:assert/strict";
import { fingerprint } from "../../lib/rows/fingerprint.ts";

Deno.test("fingerprint() has the value of case M1, whatever the order of the keys", () => {
  // cases-panels.md, M1; the same as `printf '{"a":1,"b":[1,2]}' | sha256sum`.
  const known = "8baa73198470c7bb4c3ce142a8fd651affc0310d878bb9bd159e37a573fb4874";
  assert.equal(fingerprint({ a: 1, b: [1, 2] }), known);
  assert.equal(fingerprint({ b: [1, 2], a: 1 }), known);
  assert.equal(fingerprint({ b: [1, 2], c: undefined, a: 1 }), known);
});

Deno.test("fingerprint() tells apart what differs in value, type, order of a list or depth", () => {
  const different = [
    { a: 1 },
    { a: 2 },
    { a: "1" },
    { a: [1] },
    { a: { a: 1 } },
    { a: null },
    { b: 1 },
    { a: 1, b: 1 },
    [1, 2],
    [2, 1],
    "a",
    "",
    null,
    true,
    0,
    {},
    [],
  ];
  assert.equal(new Set(different.map(fingerprint)).size, different.length);
});

Deno.test("fingerprint() is equal for equal data and 64 hexadecimal digits", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, two) => {
      assert.match(fingerprint(one), /^[0-9a-f]{64}$/);
      assert.equal(fingerprint(structuredClone(one)), fingerprint(one));
      const same = fingerprint(one) === fingerprint(two);
      // JSON knows no −0.
      assert.equal(same, isSame(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(two))));
    }),
    { seed: 1, numRuns: 500 },
  );
});

Deno.test("fingerprint() refuses what is not plain data", () => {
  assert.throws(() => fingerprint({ ask: () => 1 }), /^TypeError: Cannot write canonical JSON/);
  assert.throws(() => fingerprint({ rate: NaN }), /^TypeError: Cannot write canonical JSON/);
});

function isSame(one: unknown, two: unknown): boolean {
  try {
    assert.deepStrictEqual(one, two);
    return true;
  } catch {
    return false;
  }
}
