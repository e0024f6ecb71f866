import assert from "node:assert/strict";
import { loadPack, loadProducts, parsePack, parseProducts } from "../../mod.ts";
import { jsonAssignments } from "../../lib/encounters/schedule_json.ts";
import { readDocument } from "../../lib/schema/document.ts";
import { protoNames } from "../../lib/schema/proto_names.ts";
import { folder, hostWith } from "../hosts.ts";

const LOST = "is a name that cannot be kept: call it otherwise";
const ATTRIBUTE = '{"persona_id":"p1","product_id":"p1","attributes":{"__proto__":{"a":1},"b":2}}';

Deno.test("protoNames() finds members called __proto__ wherever they stand, in their order", () => {
  const data = JSON.parse('{"a":[{"__proto__":1},{"b":{"__proto__":{"__proto__":2}}}]}');
  assert.deepEqual(protoNames(data).map(({ path }) => path), [
    "$.a[0].__proto__",
    "$.a[1].b.__proto__.__proto__",
    "$.a[1].b.__proto__",
  ]);
  assert.deepEqual(protoNames({ constructor: 1, proto: [{ __proto: "__proto__" }] }), []);
});

Deno.test("protoNames() ends with data that holds itself, or is nested as deeply as nobody can call", () => {
  const circle: Record<string, unknown> = {};
  circle.again = { circle };
  assert.deepEqual(protoNames(circle), []);
  let deep: unknown = JSON.parse('{"__proto__":1}');
  for (let level = 0; level < 100_000; level++) deep = [deep];
  assert.equal(protoNames(deep).length, 1);
});

Deno.test("readDocument() refuses a member called __proto__, also where it is written with escapes", async () => {
  for (const text of ["a: { __proto__: 1 }", '{"a": {"\\u005f_proto__": 1}}', "__proto__: []"]) {
    await assert.rejects(
      readDocument(text, "a.yaml", (data) => data),
      new RegExp(`a\\.yaml:1 .*${LOST}`),
    );
  }
});

Deno.test("personas, products and schedules with a member called __proto__ are refused, and not made smaller", async () => {
  await using at = await folder();
  const host = hostWith();
  for (const name of ["a.jsonl", "a.yaml"]) {
    const path = `${at.path}/${name}`;
    await Deno.writeTextFile(path, name === "a.yaml" ? `[${ATTRIBUTE}]` : ATTRIBUTE);
    const refused = new RegExp(`attributes\\.__proto__ ${LOST}`);
    await assert.rejects(loadPack(path, { host }), refused);
    await assert.rejects(loadProducts(path, { host }), refused);
  }
  assert.throws(() => parsePack([JSON.parse(ATTRIBUTE)]), new RegExp(LOST));
  assert.throws(() => parseProducts([JSON.parse(ATTRIBUTE)]), new RegExp(LOST));
  assert.throws(() => jsonAssignments('{"__proto__":["A"]}', "s.json"), new RegExp(LOST));
});
