import assert from "node:assert/strict";
import { baseline } from "../../mod.ts";
import { records } from "./records.ts";

Deno.test("fixtures/baselines/gss.json holds counts: whole numbers from 0, of known options", async () => {
  for (const { question, options, counts_by_year } of await records()) {
    for (const [year, counts] of Object.entries(counts_by_year)) {
      const where = `${question} ${year}`;
      assert.deepEqual(Object.keys(counts), options, where);
      for (const count of Object.values(counts)) {
        assert.ok(Number.isInteger(count) && count >= 0, `${where}: ${count}`);
      }
    }
  }
});

Deno.test("fixtures/baselines/gss.json lists years of the survey, in order", async () => {
  const file = new URL("../../fixtures/baselines/gss.json", import.meta.url);
  const text = await Deno.readTextFile(file);
  for (const { question, counts_by_year } of await records()) {
    // From the text: an object read from JSON has its years in order whatever the file says.
    const part = text.slice(text.indexOf(`"question": "${question}"`)).split('"source"')[0] ?? "";
    const years = [...part.matchAll(/"(\d{4})": \{/g)].map(([, year]) => Number(year));
    assert.equal(years.length, Object.keys(counts_by_year).length, question);
    assert.deepEqual(years, years.toSorted((a, b) => a - b), question);
    assert.ok(years.every((year) => year >= 1972 && year <= 2024), question);
  }
});

Deno.test("fixtures/baselines/gss.json says where its numbers are from", async () => {
  for (const { dataset, question, source, licence, citation, text } of await records()) {
    const { id } = await baseline(`${dataset}:${question}`);
    assert.equal(id, `${dataset}:${question}`);
    assert.match(citation, /General Social Survey|NORC/, id);
    assert.match(source, /gssrdoc/, id);
    assert.match(licence, /General Social Survey/, id);
    assert.ok(text.endsWith("?"), id);
  }
});
