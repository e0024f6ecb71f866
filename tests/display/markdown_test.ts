import assert from "node:assert/strict";
import {
  markdownCode,
  markdownLine,
  markdownTable,
  markdownText,
} from "../../lib/display/markdown.ts";

Deno.test("markdownLine() leaves no mark and no HTML, whatever the text begins with", () => {
  const texts = [
    ...["# a", "- a", "+ a", "* a", "1. a", "2) a", "> a", "---", "===", "~~~", "```", "| a |"],
    ...["[a](b)", "![a](b)", "<b>", "a\n# b", "  - a", "\\*", "_a_", "<!-- a -->", "&lt;"],
  ];
  for (const text of texts) {
    const shown = markdownLine(text);
    assert.doesNotMatch(markdownText(text), /[|`*_[\]\\~<>]|^#|\s#|\n/, text);
    assert.doesNotMatch(shown, /[|`*_[\]\\~<>]|^[-+=]|^\d+[.)]|^#|\s#|\n/, text);
    assert.equal(decoded(shown), text.replace(/\s+/g, " ").trim());
  }
});

Deno.test("markdownText() leaves an underscore within a word, which marks nothing, and no other", () => {
  assert.equal(markdownText("n_events_1"), "n_events_1");
  for (const text of ["_a_", "a _b_ c", "a__b__c", "(_a_)", "é_ ", "_é"]) {
    assert.doesNotMatch(markdownText(text), /_/, text);
  }
});

Deno.test("markdownTable() keeps its cells apart", () => {
  assert.deepEqual(markdownTable(["a", "b|c"], [["x\ny", "|"]]), [
    ...["| a | b&#124;c |", "| --- | --- |", "| x y | &#124; |"],
  ]);
});

Deno.test("markdownCode() has fences longer than any in the text", () => {
  assert.deepEqual(markdownCode("a"), ["```", "a", "```"]);
  assert.deepEqual(markdownCode("a ````\n```"), ["`````", "a ````\n```", "`````"]);
});

/** The text that a reader of HTML makes of it. */
function decoded(text: string): string {
  const names: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
  return text.replace(
    /&(?:#(\d+)|(\w+));/g,
    (whole, code, name) =>
      code === undefined ? names[name] ?? whole : String.fromCodePoint(Number(code)),
  );
}
