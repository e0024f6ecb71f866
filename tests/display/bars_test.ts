import assert from "node:assert/strict";
import { bar, percent, tallyLines } from "../../lib/display/bars.ts";
import { choice, multi } from "../../mod.ts";
import { answered, asked, without } from "../analysis/rows.ts";
import { tallyOf, tiers } from "./tallies.ts";

Deno.test("bar() draws a share in eighths of a column", () => {
  // The block elements U+2588 to U+258F, from the whole to one eighth.
  const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
  eighths.forEach((drawn, count) => assert.equal(bar(count / 8, 1), drawn));
  assert.equal(bar(0.5, 4), "██");
  assert.equal(bar(1, 24), "█".repeat(24));
  assert.equal(bar(1 / 3, 24), "█".repeat(8));
  assert.equal(bar(0.1, 24), "██▍"); // 19.2 eighths
});

Deno.test("percent() rounds to whole percents", () => {
  assert.deepEqual([0, 0.004, 0.005, 0.666, 1].map(percent), [
    "0 %",
    "0 %",
    "1 %",
    "67 %",
    "100 %",
  ]);
});

Deno.test("tallyLines() shows each option with its bar, share, interval and count", () => {
  // Wilson intervals of 3, 7 and 0 of 10: [.108, .603], [.397, .892], [0, .278] (scipy 1.17.1).
  assert.deepEqual(tallyLines(tiers()), [
    "q · Which tier?",
    "  free  ███████▎           30 %  [11, 60]  3",
    "  pro   ████████████████▊  70 %  [40, 89]  7",
    "  team                      0 %   [0, 28]  0",
    "  n = 10 answers; 95 % Wilson intervals",
    "  not counted: 2 refused, 1 failed",
  ]);
});

Deno.test("tallyLines() shows a tally without answers, and what became of the panelists", () => {
  const question = asked(choice("Which tier?", ["free", "pro"]));
  assert.deepEqual(tallyLines(tallyOf(question, [])), ["q · Which tier?", "  no valid answers"]);
  const rows = [...without("unparsable", 2), ...without("skipped", 1), ...without("late", 4)];
  assert.deepEqual(tallyLines(tallyOf(question, rows)), [
    "q · Which tier?",
    "  no valid answers",
    "  not counted: 2 unparsable, 1 skipped, 4 late",
  ]);
});

Deno.test("tallyLines() says where an answer may name several options", () => {
  const question = asked(multi("What matters?", ["price", "design"]));
  const lines = tallyLines(tallyOf(question, answered([["price"], ["price", "design"]])));
  assert.match(lines[1] ?? "", /100 %/);
  assert.equal(
    lines.at(-1),
    "  n = 2 answers, each of which may name several options; 95 % Wilson intervals",
  );
  assert.match(tallyLines(tallyOf(question, answered([["price"]]))).join(), /n = 1 answer, each/);
});

Deno.test("tallyLines() names the group, cuts long texts and keeps the terminal safe", () => {
  assert.equal(tallyLines(tiers("haiku"))[0], "haiku · q · Which tier?");
  const long = "a very long option that goes on and on";
  const tally = tallyOf(asked(choice("Why? ".repeat(40), [long])), answered([long]), "\u001b[31mx");
  const [head = "", option = ""] = tallyLines(tally);
  assert.ok(head.startsWith("x · q · Why? Why?") && head.endsWith("…"), head);
  assert.ok(option.startsWith("  a very long option that goe…  █"), option);
});
