import assert from "node:assert/strict";
import {
  choice,
  instrument,
  multi,
  panel,
  saveEvents,
  saveExport,
  saveRows,
  scripted,
  text,
} from "../../mod.ts";
import { folder, hostWith } from "../hosts.ts";
import { evaluation } from "../rows/events.ts";
import { duckdb } from "./duckdb.ts";

const IS_REQUIRED = Deno.env.get("CI_REQUIRE") === "all";
const IS_THERE = await duckdb([]) !== undefined;

Deno.test({
  name: `saveRows() writes Parquet that DuckDB opens with the right types${
    IS_THERE || IS_REQUIRED ? "" : " (ignored: DuckDB cannot be had)"
  }`,
  ignore: !IS_THERE && !IS_REQUIRED,
  fn: async () => {
    await using place = await folder();
    const file = `${place.path}/answers.parquet`;
    const asked = instrument("day", {
      tier: choice("Which tier?", ["free", "pro"]),
      media: multi("What do you use?", ["tv", "radio"]),
      why: text("Why?"),
    });
    const result = await panel({ host: hostWith() }).personas([{ name: "Maya" }, { name: "日本" }])
      .models(scripted({ tier: "pro", media: ["tv", "radio"], why: "=1+1" })).ask(asked).run();
    await saveRows(file, result.rows);
    const [columns = [], tiers, lists, texts] = await duckdb([
      `describe select * from '${file}'`,
      `select persona, category, answer->>'$' as answer, repeat + 1 as next, cost is null as free,
        after_stop from '${file}' where question = 'tier' order by turn, persona`,
      `select answer->>'$[1]' as second, json_array_length("order") as shown from '${file}'
        where question = 'media' limit 1`,
      `select distinct text from '${file}' where question = 'why'`,
    ]) ?? assert.fail("DuckDB cannot be had, which CI_REQUIRE=all asks for");
    assert.deepEqual(typesOf(columns), {
      ...{ run: "VARCHAR", panelist: "VARCHAR", persona: "VARCHAR", arm: "VARCHAR" },
      ...{ model: "VARCHAR", round: "VARCHAR", question: "VARCHAR", kind: "VARCHAR" },
      ...{ item: "VARCHAR", repeat: "BIGINT", turn: "BIGINT", status: "VARCHAR" },
      ...{ answer: "JSON", category: "VARCHAR", text: "VARCHAR", extraction: "JSON" },
      ...{ order: "JSON", error: "VARCHAR", tokens_in: "BIGINT", tokens_out: "BIGINT" },
      ...{ cost: "DOUBLE", after_stop: "BOOLEAN", drift: "VARCHAR" },
    });
    const answer = { category: "pro", answer: "pro", next: "1", free: false, after_stop: false };
    assert.deepEqual(tiers, [{ persona: "Maya", ...answer }, { persona: "日本", ...answer }]);
    assert.deepEqual(lists, [{ second: "radio", shown: "2" }]);
    assert.deepEqual(texts, [{ text: "=1+1" }]);
    const events = `${place.path}/events.parquet`;
    await saveEvents(events, [evaluation({ t: 3 })]);
    const [rated] =
      await duckdb([`select t + 1 as next, outcomes->'$.rating' as rating from '${events}'`]) ??
        [];
    assert.deepEqual(rated, [{ next: "4", rating: "4" }]);
  },
});

function typesOf(columns: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column) => {
    assert.ok(typeof column === "object" && column !== null);
    return [Reflect.get(column, "column_name"), Reflect.get(column, "column_type")];
  }));
}

Deno.test({
  name: `saveExport() writes CSV and JSON lines that DuckDB reads as they are described${
    IS_THERE || IS_REQUIRED ? "" : " (ignored: DuckDB cannot be had)"
  }`,
  ignore: !IS_THERE && !IS_REQUIRED,
  fn: async () => {
    await using place = await folder();
    const said = [
      '=HYPERLINK("x")',
      "two\r\nlines, and a comma",
      "مرحبا \u200b👩‍👩‍👧",
      "x".repeat(10_000),
    ];
    const people = said.map((_, at) => ({ name: at === 0 ? "@SUM(A1)" : `P${at}` }));
    const result = await panel({ host: hostWith() }).personas(people)
      .models(
        scripted(({ persona: { name } }) => said[people.findIndex((one) => one.name === name)]),
      ).ask(instrument("day", { why: text("Why?") })).run();
    for (const format of ["csv", "jsonl"] as const) {
      const { files } = await saveExport(`${place.path}/${format}`, result, { format });
      const { resources: [{ schema, bytes }] } = JSON.parse(
        await Deno.readTextFile(`${place.path}/${format}/datapackage.json`),
      );
      const [file = ""] = files;
      assert.equal(bytes, (await Deno.stat(file)).size);
      const read = format === "csv"
        ? `read_csv('${file}', header = true, all_varchar = true, max_line_size = 100000)`
        : `read_json('${file}', format = 'newline_delimited')`;
      const [columns = [], rows] = await duckdb([
        `describe select * from ${read}`,
        `select persona, text from ${read}`,
      ]) ?? assert.fail("DuckDB cannot be had, which CI_REQUIRE=all asks for");
      const names: string[] = schema.fields.map(({ name }: { name: string }) => name);
      // In JSON lines what a row has not is left out: nothing was asked under another plan here.
      const known = format === "csv" ? names : names.filter((name) => name !== "drift");
      assert.deepEqual(new Set(Object.keys(typesOf(columns))), new Set(known));
      // A spreadsheet must take nothing for a formula; JSON lines hold what was said.
      const guarded = (word: string) => format === "csv" && /^[=@]/.test(word) ? `'${word}` : word;
      assert.deepEqual(
        rows,
        people.map(({ name }, at) => ({ persona: guarded(name), text: guarded(said[at] ?? "") })),
      );
    }
  },
});
