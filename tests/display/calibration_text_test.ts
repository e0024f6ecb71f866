import assert from "node:assert/strict";
import { type Calibration, choice, instrument, panel, scripted } from "../../mod.ts";
import { inspected, shown } from "./faces.ts";
import { malformed } from "./well_formed.ts";

const HOSTILE = "<b onclick=x>a & b</b>\u001b[31m";

/** A calibration whose options, wording and citation are somebody else's words. */
async function calibrated({ n = 100 }: { n?: number | null } = {}): Promise<Calibration> {
  const people = Array.from({ length: 12 }, (_, at) => ({ name: `P${at}`, sex: "female" }));
  const human = {
    ...{ id: "own:Q", text: "Which?", ordered: false, year: null, licence: "ours" },
    ...{ options: [HOSTILE, "plain"], shares: { [HOSTILE]: 0.4, plain: 0.6 }, n },
    counts: n === null ? null : { [HOSTILE]: 40, plain: 60 },
    citation: HOSTILE,
  };
  const { calibration } = await panel().personas(people).models(scripted({ Q: HOSTILE }))
    .ask(instrument("one", { Q: choice("Which?", [HOSTILE, "plain"]) }))
    .calibrateAgainst(human, { groups: [{ ...human, where: { sex: "Female" } }] }).run();
  assert.ok(calibration !== null);
  return calibration;
}

Deno.test("a calibration shows itself in the REPL, with what others wrote made plain", async () => {
  const text = inspected(await calibrated());
  assert.match(
    text,
    /^how far from people: Q against own:Q \(100 interviews\), matched by its key/,
  );
  assert.match(
    text,
    /sex: Female +12 +100 +0\.\d{3} +\[0\.\d{3}, 0\.\d{3}\] +0\.\d{3} +[<=] \.?\d+.* small$/m,
  );
  assert.match(text, /small: worth fewer than 30 answers/);
  assert.ok(!text.includes("\u001b"));
});

Deno.test("a calibration says nothing of how many people there were where nobody knows", async () => {
  const [title] = inspected(await calibrated({ n: null })).split("\n");
  assert.equal(title, "how far from people: Q against own:Q, matched by its key, choice:own");
});

Deno.test("a calibration shows itself in a notebook, with what others wrote escaped", async () => {
  const { "text/html": html = "", "text/plain": text = "" } = await shown(await calibrated());
  assert.equal(malformed(`<div>${html}</div>`), undefined);
  assert.ok(!html.includes("<b onclick"));
  assert.match(html, /&lt;b onclick=x&gt;a &amp; b/);
  assert.match(text, /how far from people/);
});

Deno.test("a calibration says beside its grade where a respondent who knows nothing is nearer to people", async () => {
  const people = Array.from({ length: 40 }, (_, at) => ({ name: `P${at}`, place: at }));
  const human = {
    ...{ id: "own:Q", text: "Which?", options: ["a", "b"], ordered: false, year: null, note: null },
    ...{ shares: { a: 0.4, b: 0.6 }, counts: { a: 400, b: 600 }, n: 1000, nEffective: 1000 },
    ...{ source: "ours", licence: "ours", citation: "ours", where: {} },
  };
  const told = async (inA: number) => {
    const said = scripted(({ persona }) => Number(persona.place) < inA ? "a" : "b");
    const { calibration } = await panel().personas(people).models(said)
      .ask(instrument("one", { Q: choice("Which?", ["a", "b"]) })).calibrateAgainst(human).run();
    return inspected(calibration ?? {});
  };
  assert.match(
    await told(36),
    /grade [^;]*; 95 %: [^;]*; yet farther from the humans\s+than the\s+uniform respondent$/m,
  );
  assert.doesNotMatch(await told(16), /yet farther/);
});
