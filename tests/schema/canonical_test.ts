import fc from "fast-check";
import assert from "node:assert/strict";
import { canonical } from "../../lib/schema/canonical.ts";

function double(hex: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

Deno.test("canonical() writes numbers as in RFC 8785, appendix B", () => {
  const table: [ieee: string, text: string][] = [
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ];
  for (const [ieee, text] of table) assert.equal(canonical(double(ieee)), text, ieee);
});

Deno.test("canonical() writes the sample of RFC 8785, 3.2.2, with the bytes of 3.2.4", () => {
  const sample = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`);
  const bytes =
    `7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e
     75 6d 62 65 72 73 22 3a 5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30
     2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37 5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24
     5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d`;
  const written = [...new TextEncoder().encode(canonical(sample))];
  assert.deepEqual(written.map((byte) => byte.toString(16).padStart(2, "0")), bytes.split(/\s+/));
});

Deno.test("canonical() sorts members by UTF-16 code units, as in RFC 8785, 3.2.3", () => {
  const members = {
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis",
  };
  assert.deepEqual([...canonical(members).matchAll(/:"([^"]+)"/g)].map(([, name]) => name), [
    "Carriage Return",
    "One",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
  ]);
});

Deno.test("canonical() escapes in texts and names only what it must", () => {
  // RFC 8785, 3.2.2.2: two-character escapes where there are some, else \u00xx in lower case.
  const controls = String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code));
  const escaped = Array.from({ length: 32 }, (_, code) => {
    const short = { 8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r" }[code];
    return short ?? `\\u00${code.toString(16).padStart(2, "0")}`;
  }).join("");
  assert.equal(canonical(controls), `"${escaped}"`);
  assert.equal(canonical('"\\/é\u007f\u2028🍺'), '"\\"\\\\/é\u007f\u2028🍺"');
  assert.equal(canonical({ 'a"\n': 1 }), '{"a\\"\\n":1}');
});

Deno.test("canonical() sorts at every depth and writes no white space", () => {
  const value = { b: [{ d: 1, c: [] }, {}], a: { z: null, y: false } };
  assert.equal(canonical(value), '{"a":{"y":false,"z":null},"b":[{"c":[],"d":1},{}]}');
  assert.equal(canonical(JSON.parse('{"b":1,"__proto__":2}')), '{"__proto__":2,"b":1}');
});

Deno.test("canonical() leaves out members that are undefined", () => {
  assert.equal(canonical({ a: undefined, b: 1, c: undefined }), '{"b":1}');
  assert.equal(canonical({ a: undefined }), "{}");
});

Deno.test("canonical() writes the same value twice, but not inside itself", () => {
  const shared = { a: 1 };
  assert.equal(canonical([shared, shared, { shared }]), '[{"a":1},{"a":1},{"shared":{"a":1}}]');
  const circle: unknown[] = [];
  circle.push({ circle });
  assert.throws(() => canonical(circle), {
    name: "TypeError",
    message: "Cannot write canonical JSON: it contains itself",
  });
});

Deno.test("canonical() refuses what JSON cannot hold, wherever it stands", () => {
  const refused: [value: unknown, reason: string][] = [
    [NaN, "NaN is not a JSON number"],
    [Infinity, "Infinity is not a JSON number"],
    [-Infinity, "-Infinity is not a JSON number"],
    ["\ud83d", "a text holds a lone surrogate"],
    ["\ude00\ud83d", "a text holds a lone surrogate"],
    [1n, "a bigint is not JSON"],
    [() => 1, "a function is not JSON"],
    [Symbol("x"), "a symbol is not JSON"],
    // Written as {} they would make different values equal.
    [new Date(0), "a Date is not JSON"],
    [new Map([[1, 2]]), "a Map is not JSON"],
    [new Set([1]), "a Set is not JSON"],
    [Uint8Array.of(1), "a Uint8Array is not JSON"],
  ];
  for (const [value, reason] of refused) {
    const message = `Cannot write canonical JSON: ${reason}`;
    for (const whole of [value, [value], { a: [{ b: value }] }]) {
      assert.throws(() => canonical(whole), { name: "TypeError", message });
    }
  }
  const undefinedIsNot = { message: "Cannot write canonical JSON: undefined is not JSON" };
  assert.throws(() => canonical(undefined), undefinedIsNot);
  assert.throws(() => canonical([undefined]), undefinedIsNot);
  assert.throws(() => canonical(new Array(1)), undefinedIsNot);
  assert.throws(() => canonical({ "\ud83d": 1 }), /lone surrogate/);
});

Deno.test("canonical() is JSON of the same value, whatever the order of its members", () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  fc.assert(
    fc.property(value, (one) => {
      const text = canonical(one);
      assert.equal(JSON.stringify(JSON.parse(text)), JSON.stringify(sorted(one)));
      assert.equal(canonical(reversed(one)), text);
    }),
    { seed: 1, numRuns: 500 },
  );
});

function rebuilt(value: unknown, order: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => rebuilt(item, order));
  if (value === null || typeof value !== "object") return value;
  const members = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries(
    order([...members.keys()]).map((key) => [key, rebuilt(members.get(key), order)]),
  );
}

function sorted(value: unknown): unknown {
  return rebuilt(value, (keys) => keys.sort());
}

function reversed(value: unknown): unknown {
  return rebuilt(value, (keys) => keys.reverse());
}
