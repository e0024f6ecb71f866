import assert from "node:assert/strict";
import fc from "fast-check";
import { parseYaml } from "../../lib/schema/document.ts";
import { yamlLines, yamlValue } from "../../lib/schema/yaml_value.ts";

Deno.test("yamlValue() writes texts without quotes where they are read as texts alone", () => {
  const plain = [
    ...["gss", "haiku:0.30", "pick_one:auto-derived", "2026-04-26T14:23:00Z", "0.11.1"],
    ...["https://synthpanel.dev/docs/calibration", "README.md#methodology", "openrouter/x"],
  ];
  for (const text of plain) assert.equal(yamlValue(text), text);
  for (const text of ["no", "1", "1.5", "null", "", "a: b", "a #b", "- a", "true", "1e3", "a\nb"]) {
    assert.equal(yamlValue(text), JSON.stringify(text));
  }
  assert.equal(yamlValue([0.1, 0.2]), "[0.1, 0.2]");
  assert.equal(
    yamlLines({ n: 50, left: undefined, models: ["a:1.00"] }, "\n"),
    "n: 50\nmodels: [a:1.00]",
  );
});

Deno.test("yamlLines() is read as what was written", () => {
  const value = fc.jsonValue({ maxDepth: 2 }).filter((data) =>
    !JSON.stringify(data).includes("__proto__")
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), value, { minKeys: 1, noNullPrototype: true }),
      (data) => {
        if (Object.hasOwn(data, "__proto__")) return;
        const expected = JSON.parse(JSON.stringify(data));
        assert.deepEqual(parseYaml(yamlLines(data, "\n"), "it.yaml"), expected);
      },
    ),
    { numRuns: 500, seed: 3 },
  );
});
