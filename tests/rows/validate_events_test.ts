import assert from "node:assert/strict";
import { memoryHost } from "../../lib/host/memory.ts";
import { loadEvents } from "../../lib/rows/load_events.ts";
import { validateEvents } from "../../lib/rows/validate_events.ts";
import { evaluation } from "./events.ts";

const line = (id: string) => JSON.stringify(evaluation({ event_id: id }));

async function hostWith(text: string) {
  const host = memoryHost();
  await host.files.writeText("events.jsonl", text);
  return { host };
}

Deno.test("E59: validateEvents() goes on after a line that is not JSON, and names it", async () => {
  const world = await hostWith(`\ufeff${line("a")}\r\n\nnot JSON\n[]\n${line("b")}`);
  const { rows, invalidRows, issues } = await validateEvents("events.jsonl", world);
  assert.deepEqual([rows, invalidRows], [4, 2]);
  assert.deepEqual(issues.map(({ line }) => line), [3, 4]);
  assert.match(issues[0]?.message ?? "", /^is not JSON: /);
});

Deno.test("validateEvents() says of an empty file that nothing is wrong", async () => {
  const { valid, rows } = await validateEvents("events.jsonl", await hostWith(""));
  assert.deepEqual([valid, rows], [true, 0]);
});

Deno.test("loadEvents() gives row after row, and ends at the first that is not one, with its line", async () => {
  const bad = `${line("a")}\n\n${line("b")}\n{"event_type": "visit"}\n`;
  const seen: string[] = [];
  const read = async (text: string) => {
    for await (const row of loadEvents("events.jsonl", await hostWith(text))) {
      seen.push(row.event_id);
    }
  };
  await assert.rejects(read(bad), /^InputError: Cannot read events\.jsonl: events\.jsonl:4 /);
  await assert.rejects(
    read("{"),
    /^InputError: Cannot read events\.jsonl: events\.jsonl:1 is not JSON/,
  );
  assert.deepEqual(seen, ["a", "b"]);
});
