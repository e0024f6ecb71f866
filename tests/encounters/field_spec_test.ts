import assert from "node:assert/strict";
import { type Question } from "../../mod.ts";
import { CompiledField } from "../../lib/encounters/compiled_field.ts";
import { parseField } from "../../lib/encounters/field_spec.ts";

type Data = Readonly<Record<string, unknown>>;

function questionOf(spec: Data): Question {
  const read = parseField({ question: "?", ...spec });
  assert.ok("field" in read, JSON.stringify(read));
  return read.field.question;
}

function refusal(spec: Data): string {
  const read = parseField({ question: "?", ...spec });
  assert.ok("issues" in read, "it was not refused");
  return read.issues.map(({ path, message }) => `${path} ${message}`).join("\n");
}

Deno.test("parseField() makes the question of an instrument of every type", () => {
  const kinds: [Data, string][] = [
    [{ type: "int", min: 1, max: 5 }, "scale"],
    [{ type: "int", choices: [1, 2, 3] }, "scale"],
    [{ type: "int", choices: [1, 3, 5] }, "shape"],
    [{ type: "int", min: 0 }, "number"],
    [{ type: "float", min: 0.5, max: 2 }, "number"],
    [{ type: "categorical", choices: ["a", "b"] }, "choice"],
    [{ type: "categorical", choices: ["a", 1] }, "shape"],
    [{ type: "bool" }, "shape"],
    [{ type: "text" }, "text"],
    [{ type: "json" }, "shape"],
  ];
  for (const [spec, kind] of kinds) assert.equal(questionOf(spec).kind, kind, JSON.stringify(spec));
});

Deno.test("parseField() has values stored in the type that they are written in", () => {
  const cases: [Data, unknown, unknown][] = [
    [{ type: "int", choices: [1, 3, 5] }, "3", 3],
    [{ type: "int", min: 1, max: 100 }, "70", 70],
    [{ type: "bool", choices: [true, false] }, "true", true],
    [{ type: "categorical", choices: ["a", 1] }, "a", "a"],
    [{ type: "json" }, { a: 1 }, { a: 1 }],
  ];
  for (const [spec, sent, stored] of cases) {
    const reading = new CompiledField("f", questionOf(spec), { isRequired: true }).read(sent);
    assert.ok("value" in reading, JSON.stringify(spec));
    assert.deepEqual(reading.value, stored);
  }
});

Deno.test("parseField() keeps the order of an ordinal field, and turns lots off where it is told to", () => {
  const choices = ["much", "little", "none"];
  const ordered = { analysis_type: "ordinal", choice_order: ["none", "little", "much"] };
  const question = questionOf({ type: "categorical", choices, ...ordered, order: "as_written" });
  assert.ok(
    question.kind === "choice" && question.ordered === true && question.order === "as_written",
  );
  assert.deepEqual(question.options, ["none", "little", "much"]);
});

Deno.test("parseField() refuses what does not go together", () => {
  const cases: [Data, RegExp][] = [
    [{ type: "int", min: 0.5 }, /\$\.min must be whole where the type is "int"/],
    [{ type: "int", max: 3.5 }, /\$\.max must be whole/],
    [{ type: "integer" }, /\$\.type names the unknown type "integer"/],
    [{ type: "flaot" }, /did you mean "float"/],
    [{}, /\$\.type is missing/],
    [{ type: "categorical" }, /\$\.choices is missing/],
    [{ type: "bool", analysis_type: "binary", choices: [true] }, /\$\.choices must be two/],
    [
      { type: "int", choice_order: [1, 2] },
      /\$\.choice_order is for the analysis_type "ordinal"/,
    ],
    [{ type: "text", analysis_type: "ordinal" }, /needs choices or a choice_order/],
    [{ type: "int", analysis_type: "ordinal", min: 1 }, /or a number's min and max/],
    [
      { type: "categorical", choices: [1, "1"] },
      /\$\.choices must not have .* two that read alike/,
    ],
    [
      { type: "int", choices: [1, 2], choice_order: [1, 3], analysis_type: "ordinal" },
      /must have the same values as choices/,
    ],
    [{ type: "int", choices: [1, "2"] }, /must be of the type "int".*"2" is not/],
    [{ type: "int", choices: [1, 9], max: 5 }, /9 is not/],
    [{ type: "text", min: 1 }, /\$\.min is for numbers/],
    [{ type: "float", min: 2, max: 1 }, /\$\.min must be below max, 1/],
    [{ type: "categorical", choices: ["a", "a"] }, /must not have a value twice/],
    [{ type: "text", question: "" }, /\$\.question must be a text that is not empty/],
  ];
  for (const [spec, why] of cases) assert.match(refusal(spec), why);
});
