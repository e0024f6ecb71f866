import assert from "node:assert/strict";
import { parseCommandLine } from "../../lib/commands/command_line.ts";
import { UsageError } from "../../lib/commands/flag.ts";

function refused(args: string[], sentence: RegExp): void {
  assert.throws(() => parseCommandLine(args), (error) => {
    assert.ok(error instanceof UsageError);
    assert.match(error.message, sentence);
    return true;
  });
}

Deno.test("parseCommandLine() takes flags anywhere, with and without an equals sign", () => {
  const { command, values } = parseCommandLine(
    ["--output-format", "json", "panel", "--seed=7", "run", "--personas", "a.yaml"],
  );
  assert.deepEqual(command?.words, ["panel", "run"]);
  assert.deepEqual(values, { "output-format": "json", seed: 7, personas: "a.yaml" });
});

Deno.test("parseCommandLine() reads a value that begins with a dash only after an equals sign", () => {
  refused(["panel", "run", "--personas", "--seed", "1"], /--personas: its value is missing/);
  assert.equal(
    parseCommandLine(["panel", "run", "--personas=-odd.yaml"]).values.personas,
    "-odd.yaml",
  );
});

Deno.test("parseCommandLine() refuses what it does not know, and names the nearest", () => {
  refused(["panel", "rum"], /no such command \(did you mean "panel run"\?\)/);
  refused(["panel", "run", "--persona", "a"], /did you mean --personas\?/);
  refused(["panel", "run", "-s", "1"], /-s: there is no such flag/);
  refused(["demo", "--seed", "1"], /--seed with demo: the command does not take it/);
});

Deno.test("parseCommandLine() never takes an abbreviation", () => {
  refused(["panel", "run", "--pers", "a"], /--pers: there is no such flag/);
});

Deno.test("parseCommandLine() refuses values of the wrong kind", () => {
  refused(["panel", "run", "--seed", "x"], /--seed "x": it takes a whole number from 0/);
  refused(["panel", "run", "--seed", "1.5"], /whole number/);
  refused(["panel", "run", "--max-concurrent", "0"], /whole number from 1/);
  refused(["panel", "run", "--rate-limit-rps", "0"], /a number above 0/);
  refused(["panel", "run", "--rate-limit-rps", "nan"], /a number above 0/);
  refused(["panel", "run", "--output-format", "yaml"], /one of text, json, ndjson/);
  refused(["panel", "run", "--save=yes"], /it takes no value/);
  refused(["panel", "run", "--seed", "1", "--seed", "2"], /--seed twice/);
});

Deno.test("parseCommandLine() gives a command the words after its own, as many as it takes", () => {
  const shown = parseCommandLine(["runs", "--checkpoint-dir", "here", "show", "r1"]);
  assert.deepEqual([shown.command?.words, shown.operands], [["runs", "show"], ["r1"]]);
  assert.deepEqual(parseCommandLine(["runs", "show", "--help"]).operands, []);
  refused(["runs", "show"], /^Cannot do "runs show": ID is missing \(runs show ID\)$/);
  refused(["runs", "diff"], /^Cannot do "runs diff": A and B are missing \(runs diff A B\)$/);
  refused(["runs", "diff", "r1"], /^Cannot do "runs diff": B is missing \(runs diff A B\)$/);
  refused(["runs", "show", "r1", "r2"], /^Cannot use "r2" with runs show: it takes ID$/);
  refused(["panel", "run", "r1"], /^Cannot use "r1" with panel run: it takes flags only$/);
});

Deno.test("parseCommandLine() reads a flag of several commands as its own command has it", () => {
  const { values } = parseCommandLine(["--output-format", "ndjson", "panel", "run"]);
  assert.equal(values["output-format"], "ndjson");
  refused(["--output-format", "ndjson", "runs", "list"], /it takes one of text, json$/);
});
