import assert from "node:assert/strict";
import { InputError, loadPack } from "../../mod.ts";
import { parsePersonaLines } from "../../lib/personas/lines.ts";
import { folderOf, places } from "./files.ts";

/** What is wrong with a JSONL file of these lines. */
async function refusal(lines: readonly string[]): Promise<InputError> {
  await using folder = await folderOf({ "people.jsonl": lines.join("\n") });
  const error = await loadPack(folder.path("people.jsonl"))
    .then(() => undefined, (reason: unknown) => reason);
  assert.ok(error instanceof InputError, `it was not refused as an input: ${error}`);
  return error;
}

Deno.test("parsePersonaLines() counts every line of the file, blank ones too", async () => {
  const error = await refusal([
    '{"name":"Maya"}',
    "",
    '{"name":"Derek","age":200,"ocupation":"x"}',
    "   ",
    "nobody",
    "[1]",
    '"Ada"',
    '{"name":"Ada"',
  ]);
  assert.deepEqual(places(error), ["3 $.age", "3 $.ocupation", "5 $", "6 $", "7 $", "8 $"]);
  assert.match(error.message, /people\.jsonl:5 is not JSON: /);
  assert.match(error.message, /people\.jsonl:7 must be a mapping, not "Ada"/);
});

Deno.test("parsePersonaLines() reports the first 100 issues and reads no further", async () => {
  const error = await refusal([
    ...Array.from({ length: 99 }, () => '{"age":-1}'),
    '{"age":-1,"name":4,"occupation":4}',
    ...Array.from({ length: 99 }, () => '{"age":-1}'),
  ]);
  assert.equal(error.issues.length, 100);
  assert.deepEqual(error.issues.at(-1)?.line, 100);
});

Deno.test("parsePersonaLines() keeps people and their order in a large file", async () => {
  const people = Array.from({ length: 20_000 }, (_, place) => ({
    name: `Person ${place}`,
    background: `Élan № ${place} — 東京 😀`.repeat(3),
  }));
  const text = people.map((person) => JSON.stringify(person)).join("\n");
  await using folder = await folderOf({ "people.jsonl": text });
  const pack = await loadPack(folder.path("people.jsonl"));
  assert.equal(pack.size, 20_000);
  // Long enough that characters of several bytes fall on the borders of what is read at once.
  assert.deepEqual([...pack], people);
});

Deno.test("parsePersonaLines() refuses halves of characters and what is nested without end", async () => {
  const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
  const error = await refusal([
    '{"name":"Maya"}',
    String.raw`{"name":"\ud800","x":["\udc00"]}`,
    `{"name":"Derek","x":${deep}}`,
  ]);
  assert.deepEqual(places(error), ["2 $.name", "2 $.x[0]", "3 $.x"]);
  assert.match(
    error.message,
    /it holds a lone surrogate\n.*\n.* \$\.x must be .* nested too deeply$/s,
  );
});

Deno.test("parsePersonaLines() comes to an end where a pipe does not", async () => {
  let given = 0;
  async function* endless() {
    for (;;) {
      given += 1;
      yield "";
    }
  }
  await assert.rejects(parsePersonaLines(endless(), "people.jsonl"), {
    message: "Cannot read people.jsonl: must not have more than five million lines",
  });
  assert.equal(given, 5_000_001);
});
