import assert from "node:assert/strict";
import { linearPattern, patternIssue } from "../../lib/schema/pattern.ts";

Deno.test("linearPattern() finds what occurs anywhere, unless it is anchored", () => {
  const cases: [source: string, found: string[], not: string[]][] = [
    ["b+", ["b", "abba"], ["", "a"]],
    ["^\\d{5}(-\\d{4})?$", ["12345", "12345-6789"], ["1234", "a12345"]],
    ["\\u00e9", ["café"], ["cafe"]],
    ["^\\p{L}+$", ["Zoë"], ["Z0e"]],
    ["(?<year>\\d{4})", ["in 2026"], ["in 26"]],
    ["^.$", ["😀"], ["ab"]],
  ];
  for (const [source, found, not] of cases) {
    const occurs = linearPattern(source);
    for (const text of found) assert.ok(occurs(text), `${source} in ${text}`);
    for (const text of not) assert.ok(!occurs(text), `${source} in ${text}`);
  }
});

Deno.test("linearPattern() comes to an end where backtracking does not", () => {
  // A backtracking engine takes 2^n steps for the first two of these and n³ for the third.
  const text = `${"a".repeat(20_000)}!`;
  for (const source of ["^(a+)+$", "^(a|aa)*$", "a*a*a*b"]) {
    assert.equal(linearPattern(source)(text), false);
  }
});

Deno.test("linearPattern() refuses what RE2 has not, with the reason", () => {
  for (const source of ["(", "(?=a)", "(a)\\1", "a{1001}", "((a{1000}){1000}){1000}"]) {
    assert.throws(() => linearPattern(source), { name: "SyntaxError", message: /: `/ });
    assert.match(patternIssue(source) ?? "", /^must be a regular expression of RE2: /);
  }
  assert.deepEqual([patternIssue("a+"), patternIssue(5)], [undefined, "must be a text"]);
});
