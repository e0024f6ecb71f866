import assert from "node:assert/strict";
import { choice, instrument, ModelError, panel, scripted, simulated, text } from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { people } from "./fixtures.ts";
import { described, recorded } from "./speaker.ts";

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

Deno.test("a result names the models that personas brought, and no cost of asking where nobody was", async () => {
  const models = { a: simulated({ name: "a" }), b: simulated({ name: "b" }) };
  const cast = panel({ host }).models("a", models).synthesize({ model: "b" });
  const alone = String(await cast.personas([{ name: "P0" }]).ask(tiers).run());
  assert.match(alone, /^tiers · 1 persona · a\n/);
  assert.match(
    alone,
    /^a +1 +[\d,]+ +\$0\.0000 +– +\$0\.0000\nb +1 +[\d,]+ +– +\$0\.0000 +\$0\.0000$/m,
  );
  const brought = await cast.personas([{ name: "P0" }, { name: "P1", model: "b" }]).ask(tiers)
    .run();
  assert.match(String(brought), /^tiers · 2 personas · a, b\n/);
});

Deno.test("a result without variants shows no agreement", async () => {
  const result = await panel({ host }).personas(described(2)).models(simulated()).ask(tiers).run();
  const { html, text } = faces(result);
  assert.ok(!`${html}${text}`.includes("how far the variants"));
});

Deno.test("a result of one person and one question has nothing in the plural", async () => {
  const cast = panel({ host }).personas(people(1));
  const closed = await cast.models(scripted({ tier: "pro" })).ask(tiers).run();
  assert.match(String(closed), /^tiers · 1 persona · scripted\n1 answer · 1 call · /);
  const open = await cast.models(scripted({ why: "So." }))
    .ask(instrument("open", { why: text("Why?") })).run();
  assert.match(String(open), /\n {2}P0: So\.\n {2}n = 1 open answer\n/);
  const varied = String(
    await panel({ host }).personas(described(1)).variants(1)
      .models(simulated()).ask(tiers).run(),
  );
  assert.match(varied, /^tiers · 1 variant of 1 persona · /);
  assert.match(varied, /\neach persona has 1 variant: intervals /);
});

Deno.test("a result says of each question what is not counted", async () => {
  const { model } = recorded(({ persona, question }) => {
    if (persona.name === "P0") throw new ModelError("Cannot answer: down", { kind: "bad" });
    if (persona.name === "P1") return "I'm sorry, but I can't help with that.";
    return question.key === "tier" ? "pro" : "So.";
  });
  const asked = instrument("asked", { ...tiers.questions, why: text("Why?") });
  const result = await panel({ host }).personas(people(4)).models(model).ask(asked).run();
  const shown = String(result);
  assert.match(
    shown,
    /^asked · 4 personas · scripted\n4 answers, 1 refused, 1 unparsable, 2 failed · /,
  );
  assert.match(shown, /\n {2}n = 2 answers; .*\n {2}not counted: 1 unparsable, 1 failed\n\nwhy/);
  assert.match(
    shown,
    /\n {2}P2: So\.\n {2}P3: So\.\n {2}n = 2 open answers\n {2}not counted: 1 refused, 1 failed\n/,
  );
});

Deno.test("a blended result shows the blend, and what each model said in words", async () => {
  const models = ["h", "g"].map((id) => recorded({ tier: "pro", why: `So says ${id}.` }, id).model);
  const asked = instrument("asked", { ...tiers.questions, why: text("Why?") });
  const shown = String(
    await panel({ host }).personas(people(2)).models(models).blend().ask(asked)
      .run(),
  );
  assert.match(shown, /\n {2}n = 4 answers; 95 % MOVER intervals\n {2}a blend: h 50 %, g 50 %\n/);
  assert.equal(shown.split("tier · Which tier?").length, 2);
  for (const id of ["h", "g"]) {
    assert.ok(
      shown.includes(
        `${id} · why · Why?\n  P0: So says ${id}.\n  P1: So says ${id}.\n  n = 2 open answers`,
      ),
      shown,
    );
  }
});
