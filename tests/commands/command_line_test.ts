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
