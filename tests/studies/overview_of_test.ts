import assert from "node:assert/strict";
import { choice, instrument, panel, simulated } from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { described } from "./speaker.ts";

const host = hostWith();
const tiers = instrument("tiers", { tier: choice("Which tier?", ["free", "pro"]) });

/** What a notebook and the REPL show of a result. */
function faces(result: object): { readonly html: string; readonly text: string } {
  const display: () => Record<string, string> = Reflect.get(
    result,
    Symbol.for("Jupyter.display"),
  );
  const { "text/html": html = "", "text/plain": text = "" } = display.call(result);
  return { html, text };
}

Deno.test("a result shows costs and the agreement of variants in a notebook and in the REPL", async () => {
  const result = await panel({ host }).personas(described(2)).variants(2).models(simulated())
    .seed(3).ask(tiers).run();
  const { html, text } = faces(result);
  assert.equal(text, String(result));
  assert.equal(Deno.inspect(result), text);
  assert.match(text, /\nhow far the variants of one persona agree, .*\n {2}tier +\d+ % {2}\d /);
  // Four variants are made and asked one question each.
  assert.match(text, /\ncost by model .* total\nsimulated +8 /);
  assert.match(html, /how far the variants.*<td[^>]*>tier<\/td>.*cost by model.*>8<\/td>/);
});

Deno.test("a result without variants shows no agreement", async () => {
  const result = await panel({ host }).personas(described(2)).models(simulated()).ask(tiers).run();
  const { html, text } = faces(result);
  assert.ok(!`${html}${text}`.includes("how far the variants"));
});
