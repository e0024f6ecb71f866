import assert from "node:assert/strict";
import { dollars } from "../../lib/display/money.ts";
import { type Overview } from "../../lib/display/overview.ts";
import { overviewHtml } from "../../lib/display/overview_html.ts";
import { overviewText } from "../../lib/display/overview_text.ts";
import { type Row, text } from "../../mod.ts";
import { OpenAnswers } from "../../lib/analysis/open_answers.ts";
import { type TallyContext } from "../../lib/analysis/tally.ts";
import { answered, asked, CONTEXT, without } from "../analysis/rows.ts";
import { ATTACK, attacked, NOTICE, tiers } from "./tallies.ts";
import { malformed } from "./well_formed.ts";

/** The answers of these rows to an open question. */
function open(wording: string, rows: readonly Row[], context: Partial<TallyContext> = {}) {
  const answers = new OpenAnswers(asked(text(wording)), { ...CONTEXT, ...context });
  for (const row of rows) answers.count(row);
  return answers;
}

const OVERVIEW: Overview = {
  head: ["checkout · 3 personas", "9 answers"],
  questions: [
    [tiers()],
    [open("What would you pay?", answered([1, 2, 3, 10]))],
    [open("Why?", answered(["It is\ncheap."]))],
  ],
  agreements: [],
  calibration: null,
  costs: [],
  notes: [NOTICE],
};

Deno.test("overviewText() shows head, questions and notes apart", () => {
  assert.equal(
    overviewText(OVERVIEW),
    [
      "checkout · 3 personas\n9 answers",
      "q · Which tier?\n" +
      "  free  ███████▎           30 %  [11, 60]  3\n" +
      "  pro   ████████████████▊  70 %  [40, 89]  7\n" +
      "  team                      0 %   [0, 28]  0\n" +
      "  n = 10 answers; 95 % Wilson intervals\n" +
      "  not counted: 2 refused, 1 failed",
      // The standard deviation 4.0825 over the root of 4 is 2.041; quartiles are type 7 of Hyndman and Fan.
      "q · What would you pay?\n" +
      "  n = 4 answers; mean 4 (standard error 2.041); median 2.5, middle half 1.75\n" +
      "    to 4.75, range 1 to 10",
      "q · Why?\n  Maya: It is cheap.\n  n = 1 open answer",
      NOTICE,
    ].join("\n\n"),
  );
  assert.equal(overviewText({ ...OVERVIEW, head: ["x"], questions: [], notes: [] }), "x");
});

Deno.test("overviewHtml() is well-formed and says the same", () => {
  const html = overviewHtml(OVERVIEW);
  assert.equal(malformed(html), undefined);
  for (
    const said of ["checkout · 3 personas", "Which tier?", "not counted: 2 refused", "mean 4"]
  ) assert.ok(html.includes(said), said);
  assert.ok(html.includes("<li><em>Maya:</em> It is cheap.</li>"));
  assert.ok(html.includes(NOTICE));
});

Deno.test("overviewHtml() and overviewText() show attacks as text", () => {
  const overview: Overview = {
    ...OVERVIEW,
    head: [ATTACK, "\u001b[31mred"],
    questions: [
      [attacked()],
      [open(ATTACK, answered([1]), { label: ATTACK })],
      [
        open(
          `${ATTACK}\u001b]0;title\u0007`,
          answered([ATTACK], { persona: ATTACK }),
          { label: ATTACK },
        ),
      ],
    ],
    notes: [ATTACK],
  };
  const html = overviewHtml(overview);
  assert.ok(!html.includes("<script"));
  assert.equal(malformed(html), undefined);
  const text = overviewText(overview);
  assert.ok(!text.includes("\u001b") && !text.includes("\u0007") && !text.includes("title"));
  assert.ok(text.includes(ATTACK));
});

Deno.test("an overview shows each model apart, with what of it is not counted", () => {
  const rows = [...answered(["So."]), ...without("refused", 2)];
  const overview: Overview = {
    ...OVERVIEW,
    questions: [
      [tiers("haiku"), tiers("sonnet")],
      [open("Why?", rows, { label: "haiku" }), open("Why?", [], { label: "sonnet" })],
    ],
  };
  const text = overviewText(overview);
  assert.match(text, /\nhaiku · q · Which tier\?\n( {2}.*\n)+sonnet · q · Which tier\?\n/);
  assert.ok(text.includes(
    "\n\nhaiku · q · Why?\n  Maya: So.\n  n = 1 open answer\n  not counted: 2 refused\n" +
      "sonnet · q · Why?\n  no valid answers\n\n",
  ));
  const html = overviewHtml(overview);
  assert.equal(malformed(html), undefined);
  // The words of a question stand above all its models.
  assert.deepEqual([html.split("Which tier?").length, html.split("Why?").length], [2, 2]);
  for (
    const said of ["haiku · n = 1 open answer; not counted: 2 refused", "sonnet · no valid answers"]
  ) assert.ok(html.includes(said), said);
});

const SPENT: Overview = {
  ...OVERVIEW,
  head: ["checkout"],
  questions: [],
  agreements: [
    { question: "tier", mean: 0.875, bands: "4 robust" },
    { question: "happiness", mean: 0.5, bands: "1 robust, 3 fragile" },
  ],
  synthesis: {
    model: "haiku",
    findings: {
      ...{ summary: "They say so. ".repeat(10), themes: ["one ".repeat(30)], agreements: [] },
      ...{ disagreements: [], surprises: [], recommendation: "Wait." },
    },
  },
  costs: [["cost by model", "calls", "total"], ["haiku", "12", "$0.0100"]],
  notes: [NOTICE],
};

Deno.test("overviewText() shows agreement, the summary, costs and notes in this order, in 80 columns", () => {
  const text = overviewText(SPENT);
  assert.ok(text.split("\n").every((line) => line.length <= 80), text);
  assert.ok(text.startsWith(
    "checkout\n\nhow far the variants of one persona agree, as a mean over the personas\n" +
      "  tier       88 %  4 robust\n  happiness  50 %  1 robust, 3 fragile\n\n" +
      "summed up by: haiku\nsummary: They say so. ",
  ));
  assert.match(
    text,
    /\nthemes:\n {2}- one( one)+\n {4}one( one)+\nrecommendation: Wait\.\n\ncost by/,
  );
  assert.ok(text.endsWith(
    `cost by model  calls    total\nhaiku             12  $0.0100\n\n${NOTICE}`,
  ));
});

Deno.test("overviewHtml() shows agreement and costs as tables", () => {
  const html = overviewHtml(SPENT);
  assert.equal(malformed(html), undefined);
  for (const said of ["1 robust, 3 fragile", "cost by model", "$0.0100"]) {
    assert.ok(html.includes(said), said);
  }
});

Deno.test("dollars() shows four decimals, and what is not known", () => {
  assert.deepEqual([0, 0.00004, 0.00006, 12.5, null].map(dollars), [
    ...["$0.0000", "$0.0000", "$0.0001", "$12.5000", "not known"],
  ]);
});
