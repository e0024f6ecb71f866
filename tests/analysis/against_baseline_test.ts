import assert from "node:assert/strict";
import {
  Baseline,
  baseline,
  choice,
  instrument,
  jensenShannon,
  panel,
  scripted,
  type Tally,
} from "../../mod.ts";
import { recordOf } from "../benchmarks/records.ts";

/** A panel of ten: six very happy, three pretty happy, one not too happy. */
async function happyPanel(): Promise<Tally> {
  const said = (place: number) =>
    place < 6 ? "very happy" : place < 9 ? "pretty happy" : "not too happy";
  const result = await panel()
    .personas(Array.from({ length: 10 }, (_, place) => ({ name: `P${place}`, place })))
    .models(scripted(({ persona }) => said(Number(persona.place))))
    .ask(instrument("gss", {
      happy: choice("Happy?", ["very happy", "pretty happy", "not too happy"], { ordered: true }),
    })).run();
  return result.tally("happy");
}

Deno.test("jensenShannon() takes a tally and a baseline as they are", async () => {
  const tally = await happyPanel();
  // scipy 1.17.1, jensenshannon([6, 3, 1], [684, 1892, 705], base=2) ** 2.
  const divergence = jensenShannon(tally, await baseline("gss:HAPPY"));
  assert.equal(divergence.toFixed(9), "0.118851219");
  // Case C8 of the specification.
  assert.equal(
    jensenShannon(tally, {
      ...{ "very happy": 0.5, "pretty happy": 0.4, "not too happy": 0.1 },
    }).toFixed(6),
    "0.008454",
  );
  assert.equal(jensenShannon(tally, tally), 0);
});

Deno.test("jensenShannon() is 1 where panel and baseline share no option", async () => {
  const made = new Baseline(recordOf({ 2024: { yes: 3, no: 1 } }), 2024);
  assert.equal(jensenShannon(await happyPanel(), made), 1);
});

Deno.test("jensenShannon() refuses a tally without answers", async () => {
  const result = await panel().personas([{ name: "Maya" }])
    .models(scripted(() => "no idea"))
    .ask(instrument("gss", { happy: choice("Happy?", ["yes", "no"]) })).run();
  const made = new Baseline(recordOf({ 2024: { yes: 3, no: 1 } }), 2024);
  assert.throws(() => jensenShannon(result.tally("happy"), made), {
    name: "RangeError",
    message: "Cannot compute shares: there is no data",
  });
});
