import assert from "node:assert/strict";
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { choice, instrument, panel, scripted, toCSV, toJSONL, toParquet } from "../../mod.ts";
import { hostWith } from "../hosts.ts";

const result = await panel({ host: hostWith() }).personas([{ name: "Maya" }, { name: "Derek" }])
  .models(scripted({ tier: "pro" }))
  .ask(instrument("plans", { tier: choice("Which tier?", ["free", "pro"]) })).run();

Deno.test("Rows feed Observable Plot as they are", () => {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const mark = Plot.barX(result.rows, Plot.groupY({ x: "count" }, { y: "category" }));
  const drawn = Plot.plot({ document, marks: [mark] });
  const bars = [...drawn.querySelectorAll("g[aria-label=bar] rect")];
  assert.equal(bars.length, 1);
});

Deno.test("Rows write themselves as the functions of these names do", async () => {
  const { rows } = result;
  assert.equal(rows.toCSV(), toCSV(rows.toArray()));
  assert.equal(rows.toJSONL(), toJSONL(rows.toArray()));
  assert.deepEqual(await rows.toParquet(), await toParquet(rows.toArray()));
});
