import assert from "node:assert/strict";
import { instrument, panel, type Persona, text } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { hostWith } from "../hosts.ts";
import { recorded } from "./speaker.ts";

const host = hostWith();
const asked = instrument("asked", { why: text("Why?") });
const base: Persona[] = [{ name: "A" }, { name: "B", age: 1 }, { age: 7 }];
const one: Persona[] = [{ name: "B", age: 99 }, { name: "C" }];
const two: Persona[] = [{ name: "B", age: 11 }, { name: "D" }, { age: 5 }];

Deno.test("I1: merge() puts the later of a name in its place, and the result says so", async () => {
  const { model } = recorded({ why: "So." });
  const study = panel({ host }).personas(base).merge(one, { source: "file1" })
    .merge(two, { source: "file2" }).models(model);
  assert.deepEqual(study.plan.personas, [
    ...[{ name: "A" }, { name: "B", age: 11 }, { age: 7 }, { name: "C" }, { name: "D" }],
    { age: 5 },
  ]);
  const result = await study.ask(asked).run();
  assert.equal(result.rows.toArray().length, 6);
  assert.match(result.warnings.join(), /B \(file1\), B \(file2\).* 6 people instead of 8/);
  const both = ["file1", "file2"].map((source_path) => ({
    ...{ type: "name_collision", name: "B", source_path },
    ...{ post_dedup_count: 6, pre_dedup_count: 8 },
  }));
  assert.deepEqual(envelope(result, host).personas_merge_warnings, both);
});

Deno.test("I1: without a collision the list is there and empty, and absent without a merge", async () => {
  const { model } = recorded({ why: "So." });
  const study = panel({ host }).personas(base).models(model);
  const merged = await study.merge([{ name: "Z" }]).ask(asked).run();
  assert.deepEqual(envelope(merged, host).personas_merge_warnings, []);
  assert.deepEqual(merged.warnings, []);
  const alone = await study.ask(asked).run();
  assert.equal("personas_merge_warnings" in envelope(alone, host), false);
  // A panel that takes another's place was not merged.
  const other = await study.merge(one).personas(two).ask(asked).run();
  assert.equal("personas_merge_warnings" in envelope(other, host), false);
});

Deno.test("I3: merge() refuses collisions where it is told to, and any other way of settling them", () => {
  const study = panel({ host }).personas(base);
  assert.throws(() => study.merge(one, { onCollision: "error" }), /"B" in the merged personas/);
  // Such a value can only come from outside.
  const keep = "keep" as "error";
  assert.throws(() => study.merge(one, { onCollision: keep }), TypeError);
  assert.equal(study.plan.personas.length, 3);
});

Deno.test("people of one name are distinct, in rows, tallies and the synthesis", async () => {
  const { model, requests } = recorded(({ purpose }) =>
    purpose === "synthesis"
      ? {
        ...{ summary: "s", themes: [], agreements: [], disagreements: [], surprises: [] },
        recommendation: "r",
      }
      : "So."
  );
  const twins = [{ name: "B", age: 1 }, { name: "B", age: 2 }, { name: "B", age: 2 }];
  const result = await panel({ host }).personas(twins).models(model).synthesize().ask(asked).run();
  assert.equal(new Set(result.rows.toArray().map(({ panelist }) => panelist)).size, 3);
  assert.equal(Object(envelope(result, host)).rounds[0].results.length, 3);
  const said = requests.at(-1)?.messages[0]?.content ?? "";
  assert.ok(["B #1", "B #2", "B #3"].every((label) => said.includes(label)), said);
});
