import assert from "node:assert/strict";
import { startLoopback } from "../loopback/service.ts";
import { filed, ONE, panelRun, people } from "./desk.ts";

/** The run of twelve people, with its progress shown in some way. */
async function running(how: readonly string[]) {
  await using files = await filed({ "one.yaml": ONE, "people.json": people(NAMES) });
  await using loop = startLoopback();
  const given = ["--personas", files.at("people.json"), "--instrument", files.at("one.yaml")];
  const { code, out, err } = await panelRun(
    [...given, "--model", "gpt-4o-mini", "--no-synthesis", ...how],
    loop,
  );
  assert.equal(code, how[1] === "loud" ? 2 : 0, err);
  return { out, lines: err.trim().split("\n") };
}

const NAMES = Array.from({ length: 12 }, (_, place) => `P${place}`);

Deno.test("--progress json tells how a run goes on standard error, a JSON object in a line", async () => {
  const { lines } = await running(["--progress", "json", "--half-width", "0.3"]);
  const told = lines.filter((line) => line.startsWith('{"type":"progress"'))
    .map((line) => JSON.parse(line));
  const { seconds, spent, convergence, ...last } = told.at(-1);
  assert.deepEqual(last, {
    ...{ type: "progress", unit: "answers", done: 12, total: 12, failed: 0, cached: 0 },
    ...{ eta: null, ended: true },
  });
  assert.ok(seconds >= 0 && spent > 0);
  assert.deepEqual([convergence.measure, convergence.enough], ["half-width", 0.3]);
  assert.ok(convergence.now > 0 && convergence.now < 1);
  assert.deepEqual(told.map(({ ended }) => ended), told.map((_, at) => at === told.length - 1));
});

Deno.test("--progress none tells nothing of how it goes, and another word is refused", async () => {
  const quiet = await running(["--progress", "none"]);
  assert.ok(quiet.lines.every((line) => !line.includes("12 of 12")), quiet.lines.join("\n"));
  const text = await running([]);
  assert.match(text.lines.join("\n"), /12 of 12 answers, \d+\.\d s, \$0\.\d{4}/);
  const { lines } = await running(["--progress", "loud"]);
  assert.match(lines.join("\n"), /--progress "loud": it takes one of text, json, none/);
});
