import assert from "node:assert/strict";
import fc from "fast-check";
import { JsonList } from "../../lib/schema/json_list.ts";
import { jsonPieces } from "../../lib/schema/json_pieces.ts";

Deno.test("jsonPieces() is what JSON.stringify() makes, with walked lists anywhere", () => {
  const lists = (value: unknown): unknown => {
    if (Array.isArray(value)) return new JsonList(() => value.map(lists).values());
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, lists(part)]));
  };
  const json = fc.jsonValue({ noUnicodeString: false }).filter((value) =>
    !JSON.stringify(value).includes("__proto__")
  );
  fc.assert(
    fc.property(json, (value) => {
      assert.equal([...jsonPieces(lists(value))].join(""), JSON.stringify(value));
      assert.equal([...jsonPieces(value)].join(""), JSON.stringify(value));
    }),
    { seed: 1 },
  );
});

Deno.test("jsonPieces() hands an item on before the next one is made, and leaves out what is undefined", () => {
  let made = 0;
  const rows = new JsonList(function* () {
    while (made < 3) yield { at: made++, gone: undefined };
  });
  const pieces = jsonPieces({ none: undefined, rows });
  const first = Array.from({ length: 2 }, () => pieces.next().value);
  assert.deepEqual([first.join(""), made], ['{"rows":[{"at":0}', 1]);
  assert.equal([...pieces].join(""), ',{"at":1},{"at":2}]}');
  assert.equal(
    [...jsonPieces({ none: undefined, rows: new JsonList(() => [].values()) })].join(""),
    '{"rows":[]}',
  );
});
