import assert from "node:assert/strict";
import {
  fillInstrument,
  fillText,
  loadVariables,
  parseVariableFile,
  parseVariables,
  unresolvedKeys,
} from "../../lib/instruments/variables.ts";
import { choice, InputError, parseInstrument } from "../../mod.ts";
import { folder } from "../hosts.ts";

const asked = (text: string, ...follow_ups: readonly unknown[]) =>
  parseInstrument({ questions: [{ key: "q", text, follow_ups }] });

function issuesOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.issues.map(({ path, message }) => `${path} ${message}`);
  }
  return [];
}

Deno.test("J1: fillInstrument() fills texts and follow-ups, and leaves what it must", () => {
  const given = asked("Hi {a} {b} {a.x} {{lit}}", "{a}", { text: "{b}", condition: "never" });
  const { q } = fillInstrument(given, { a: "1" }).questions;
  assert.equal(q?.text, "Hi 1 {b} {a.x} {lit}");
  assert.deepEqual(q?.followUps, [
    { text: "1", condition: "always" },
    { text: "{b}", condition: "never" },
  ]);
  assert.equal(given.questions.q?.text, "Hi {a} {b} {a.x} {{lit}}", "the given one stays");
});

Deno.test("J2: unresolvedKeys() lists what has no value, also where something is reached through it", () => {
  assert.deepEqual(unresolvedKeys(asked("{b} {a.c} {x[0]} {{lit}}", "{z}"), { a: "1" }), [
    "b",
    "x",
    "z",
  ]);
});

Deno.test("J5: unresolvedKeys() looks through every round, and without any variable too", () => {
  const routed = parseInstrument({
    rounds: [
      { name: "one", questions: [{ text: "{z} {b}?" }] },
      { name: "two", questions: [{ text: "B {b}?", follow_ups: [{ text: "{x.y}" }] }] },
    ],
  });
  assert.deepEqual(unresolvedKeys(routed, {}), ["b", "x", "z"]);
  assert.deepEqual(unresolvedKeys(routed, { b: "", x: "", z: "" }), []);
});

Deno.test("J8: parseVariableFile() joins lists and makes texts of what stands alone", () => {
  const read = parseVariableFile({
    list: ["A", "B"],
    n: 9.5,
    yes: true,
    mixed: [1, "b"],
    none: [],
  });
  assert.deepEqual(read, { list: "A, B", n: "9.5", yes: "true", mixed: "1, b", none: "" });
});

Deno.test("fillText() leaves a text as it is when there is no variable", () => {
  for (const text of ["{{lit}} {a}", '{"a": {"b": 1}}', "{", "}", "{}"]) {
    assert.equal(fillText(text, {}), text);
  }
});

Deno.test("fillText() takes lone braces and JSON as they are", () => {
  for (const text of ["{", "}", "{}", "a } b { c", '{"a": 1}', '{"a": {"b": 1}}', "{ a: 1 }"]) {
    assert.equal(fillText(`${text} {a}`, { a: "1" }), `${text} 1`);
    assert.deepEqual(unresolvedKeys(asked(text), {}), [], text);
  }
});

Deno.test("fillText() never fills what a value holds, nor what objects have of their own", () => {
  assert.equal(fillText("{a} {b}", { a: "{b}{{", b: "2" }), "{b}{{ 2");
  const names = "{constructor} {toString} {__proto__} {a.constructor} {a[0]}";
  assert.equal(fillText(names, { a: "1" }), names);
  const reached = parseVariables(["a=1", "a.x=2", "a[0]=3"]);
  assert.equal(fillText("{a} {a.x} {a[0]}", reached), "1 {a.x} {a[0]}");
  const own = parseVariables(["__proto__=p", "first name=n"]);
  assert.equal(fillText("{__proto__} {first name}", own), "p n");
});

Deno.test("fillInstrument() leaves keys and options, and everything where there is no variable", () => {
  const text = "Which {a}?";
  const given = { ...asked(text), questions: { "{a}": choice(text, ["{a}", "b"]) } };
  const filled = fillInstrument(given, { a: "1" });
  assert.deepEqual(filled.questions, { "{a}": { ...given.questions["{a}"], text: "Which 1?" } });
  assert.deepEqual(fillInstrument(given, {}), given);
});

Deno.test("fillInstrument() refuses to leave nothing of a text", () => {
  assert.throws(() => fillInstrument(asked("Why?", "{a} "), { a: " " }), {
    name: "TypeError",
    message: 'Cannot ask "{a}": its variables leave nothing of it',
  });
});

Deno.test("parseVariables() splits at the first =, trims keys only, and takes the last of a key", () => {
  assert.deepEqual(parseVariables([" a = b=c ", "d=", "e=1", "e=two\nlines"]), {
    a: " b=c ",
    d: "",
    e: "two\nlines",
  });
  assert.deepEqual(parseVariables([]), {});
});

Deno.test("parseVariables() names every text that is no variable", () => {
  assert.deepEqual(issuesOf(() => parseVariables(["a", "b=1", "=c", "  =d", ""])), [
    '$ must be KEY=VALUE, not "a"',
    '$ must be KEY=VALUE, not "=c"',
    '$ must be KEY=VALUE, not "  =d"',
    '$ must be KEY=VALUE, not ""',
  ]);
  assert.throws(() => parseVariables(["a"]), {
    message: 'Cannot read the variables: must be KEY=VALUE, not "a"',
  });
});

Deno.test("parseVariableFile() refuses what is nested, each with its path", () => {
  assert.deepEqual(issuesOf(() => parseVariableFile({ a: { b: 1 }, c: ["x", ["y"]], d: null })), [
    "$.a must be a text, a number, or true or false, or a list of these, not a mapping",
    "$.c[1] must be a text, a number, or true or false, not a list of 1 item",
    "$.d must be a text, a number, or true or false, or a list of these, not null",
  ]);
  for (const data of [null, "a=b", ["a"]]) {
    assert.match(
      issuesOf(() => parseVariableFile(data))[0] ?? "",
      /^\$ must be a mapping of names/,
    );
  }
  assert.deepEqual(issuesOf(() => parseVariableFile({ " ": 1 })), [
    '$[" "] must be under a name that is not empty, not " "',
  ]);
});

Deno.test("loadVariables() reads a file, and names the line of what is wrong in one", async () => {
  await using place = await folder();
  const [good, bad] = [`${place.path}/good.yaml`, `${place.path}/bad.yaml`];
  await Deno.writeTextFile(good, "brand: Acme\ntiers: [A, B]\nsince: 2020-01-02\n");
  await Deno.writeTextFile(bad, "brand: Acme\nprices:\n  free: 0\n");
  assert.deepEqual(await loadVariables(good), {
    ...{ brand: "Acme", tiers: "A, B", since: "2020-01-02" },
  });
  await assert.rejects(
    loadVariables(bad),
    /bad\.yaml:2 \$\.prices must be a text, .* not a mapping$/,
  );
  await assert.rejects(
    loadVariables(`${place.path}/none.yaml`),
    /^\w*Error: Cannot read .*none\.yaml/,
  );
});
