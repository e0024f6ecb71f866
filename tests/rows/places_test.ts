import assert from "node:assert/strict";
import { Places } from "../../lib/rows/places.ts";
import { stream } from "../../lib/random/stream.ts";

Deno.test("Places gives ids the places in which they first appear, few or many", () => {
  const random = stream(5);
  const ids = Array.from({ length: 4000 }, (_, at) => `p${random.fork(at).integer(1500)}`);
  const known = [...new Set(ids)];
  const places = new Places();
  assert.deepEqual(ids.map((id) => places.of(id)), ids.map((id) => known.indexOf(id)));
  assert.equal(places.size, known.length);
});
