import assert from "node:assert/strict";
import {
  lacksText,
  personaTextPrompt,
  productTextPrompt,
  recordLines,
  withPersonaText,
  withProductText,
} from "../../lib/encounters/enrichment.ts";
import { parseEventConfig, randomAssignment } from "../../mod.ts";
import { checkPersonaRecord } from "../../lib/encounters/persona_record.ts";
import { checkProductRecord } from "../../lib/encounters/product_record.ts";
import { decided, met, scopeOf } from "./scope.ts";

const { products } = parseEventConfig({
  panelists: { source: "a" },
  products: {
    source: "b.jsonl",
    enrich: { enabled: true, settings: { tone: "warm", length: "medium" } },
  },
  policy: { name: "random" },
  backend: { name: "simulated" },
});
const settings = products.enrichment!;
const origin = { generatedAt: "2026-01-02T03:04:05Z", model: "m", usage: { input: 3 }, settings };

function valueOf<T>(checked: { readonly value: T } | { readonly issues: readonly unknown[] }): T {
  assert.ok("value" in checked, JSON.stringify(checked));
  return checked.value;
}

Deno.test("productTextPrompt() asks in the words that the settings say", () => {
  const record = { display_name: "Ale", attributes: { abv: 5 } };
  const { task } = productTextPrompt(record, { ...settings, campaign: "Spring" });
  for (const part of ['"Ale"', '{"abv":5}', "warm tone", "120 to 200 words", "campaign: Spring"]) {
    assert.ok(task.includes(part), part);
  }
  assert.ok(!productTextPrompt(record, settings).task.includes("campaign"));
});

Deno.test("personaTextPrompt() gives attributes as data", () => {
  assert.ok(personaTextPrompt({ attributes: { age: 30 } }).task.includes('{"age":30}'));
});

Deno.test("a text that was written is kept with its key and how it came about", () => {
  const ale = valueOf(
    checkProductRecord({ product_id: "a", attributes: { abv: 5 }, provenance: { of: 1 } }),
  );
  assert.ok(lacksText(ale.display_text, settings));
  const written = withProductText(ale, "  Fine.\n", origin);
  assert.equal(written.display_text, "Fine.");
  // sha256sum of "Fine."
  assert.equal(written.text_key?.length, 64);
  assert.equal(written.spec_key, ale.spec_key);
  const { of, display_text } = written.provenance as {
    of: number;
    display_text: Record<string, unknown>;
  };
  assert.equal(of, 1);
  assert.deepEqual([display_text.tone, display_text.generated_at], ["warm", origin.generatedAt]);
  assert.ok(!lacksText(written.display_text, settings));
  assert.ok(lacksText(written.display_text, { ...settings, overwrite: true }));
  const person = valueOf(checkPersonaRecord({ persona_id: "p", attributes: {} }));
  assert.equal(withPersonaText(person, " Hi ", origin).persona_text, "Hi");
});

Deno.test("recordLines() keeps the order of the file, and reads back as the same records", () => {
  const records = ["z9", "a1"].map((persona_id) =>
    valueOf(checkPersonaRecord({ persona_id, attributes: { b: 1, a: 2 } }))
  );
  const lines = recordLines(records.map((record) => withPersonaText(record, "Hé", origin))).trim()
    .split("\n");
  const again = lines.map((line) => valueOf(checkPersonaRecord(JSON.parse(line))));
  assert.deepEqual(again.map(({ persona_id, persona_text }) => [persona_id, persona_text]), [[
    "z9",
    "Hé",
  ], ["a1", "Hé"]]);
  assert.deepEqual(
    Object.keys(JSON.parse(lines[0] ?? "{}")),
    Object.keys(JSON.parse(lines[0] ?? "{}")).toSorted(),
  );
});

Deno.test("assignments are the same before and after records were saved in another order", () => {
  // z9, a1 and m5 met others in the reference's second run.
  const scope = scopeOf({ people: 0, products: 3 });
  const panelists = ["z9", "a1", "m5"].map((id) => ({ id, features: {} }));
  const [before, after] = [panelists, panelists.toSorted((a, b) => a.id < b.id ? -1 : 1)]
    .map((people) => met(decided(randomAssignment(), { ...scope, panelists: people }, 0, 4)));
  for (const { id } of panelists) assert.deepEqual(before?.get(id), after?.get(id));
});
