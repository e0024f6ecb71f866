import assert from "node:assert/strict";
import { eventIds } from "../../lib/rows/event_ids.ts";

const ids = await eventIds();
const of = {
  schema_version: "0.1.0",
  policy: "random",
  panelist_id: "p0001",
  product_id: "prod0002",
  t: 0,
  selection_id: null,
} as const;
const chosen = {
  schema_version: "0.1.0",
  policy: "self_selection",
  panelist_id: "p1",
  t: 0,
} as const;

// The digests were made by the reference program.
Deno.test("A1: eventIds() gives an evaluation the reference's id", () => {
  assert.equal(ids.evaluation(of), "7b12c9daf7db6e10e6b3b93bdc6dcd1a");
});

Deno.test("A3: eventIds() gives a selection, and what follows from it, the reference's ids", () => {
  const selection_id = ids.selection({
    ...chosen,
    choice_set: ["A", "B", "C", "D"],
    selected_product_ids: ["B", "D"],
  });
  assert.equal(selection_id, "d31f3df787d7eff67b45a7d6480c780d");
  const linked = (product_id: string) => ids.evaluation({ ...chosen, product_id, selection_id });
  assert.equal(linked("B"), "c8b2043fde15ab28c52f3bc0ac955207");
  assert.equal(linked("D"), "e2b3f4e6b26adbc79f26e2b7b0a6e4e2");
});

Deno.test("eventIds() writes a panelist called o'b as the reference does", () => {
  assert.equal(
    ids.evaluation({ ...of, panelist_id: "o'b", product_id: "x" }),
    "7afdcfe1b706a7a9d6bb42f307c4ba2c",
  );
});

Deno.test("eventIds() gives another namespace other ids, and an absent selection that of null", async () => {
  const others = await eventIds("study.b");
  assert.notEqual(others.evaluation(of), ids.evaluation(of));
  const { selection_id: _, ...without } = of;
  assert.equal(ids.evaluation(without), ids.evaluation(of));
});
