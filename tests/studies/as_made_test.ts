import assert from "node:assert/strict";
import { asMade, madePersona } from "../../lib/studies/as_made.ts";
import { type Panelist } from "../../mod.ts";

const [maya, derek, ada]: Panelist[] = ["Maya", "Derek", "Ada"].map((name) => {
  return { id: `${name}~0`, persona: { name }, models: [] };
});
const lost = new Error("its variant could not be made");
const variants = new Map<string, Error | { name: string; age: number }>([
  ["Maya~0", { name: "Maya", age: 40 }],
  ["Derek~0", lost],
]);

Deno.test("madePersona() is the variant, why there is none, or who is no variant", () => {
  assert.ok(maya && derek && ada);
  assert.deepEqual(madePersona(maya, variants), { name: "Maya", age: 40 });
  assert.equal(madePersona(derek, variants), lost);
  assert.equal(madePersona(ada, variants), ada.persona);
});

Deno.test("asMade() leaves the persona of a variant that could not be made", () => {
  assert.ok(maya && derek && ada);
  assert.deepEqual(asMade([maya, derek, ada], variants), [
    ...[{ ...maya, persona: { name: "Maya", age: 40 } }, derek, ada],
  ]);
});
