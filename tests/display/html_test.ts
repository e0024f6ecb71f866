import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import { barsTable, table, tallyTable } from "../../lib/display/html.ts";
import { choice } from "../../mod.ts";
import { asked } from "../analysis/rows.ts";
import { ATTACK, attacked, NOTICE, tallyOf, tiers } from "./tallies.ts";
import { malformed } from "./well_formed.ts";

/** The texts of the cells of a table, row by row, and its caption. */
function read(html: string) {
  assert.equal(malformed(html), undefined);
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  const cells = (row: ParentNode, tag: string) =>
    [...row.querySelectorAll(tag)].map(({ textContent }) => textContent);
  return {
    caption: document.querySelector("caption")?.textContent,
    head: cells(document, "th"),
    rows: [...document.querySelectorAll("tbody tr")].map((row) => cells(row, "td")),
  };
}

Deno.test("table() is a table of its cells, every one escaped", () => {
  const html = table(["a & b"], [[ATTACK], ['"quoted"']], { caption: "<i>", right: [0] });
  assert.ok(!html.includes("<script") && !html.includes("<i>"));
  assert.deepEqual(read(html), {
    caption: "<i>",
    head: ["a & b"],
    rows: [[ATTACK], ['"quoted"']],
  });
  assert.deepEqual(read(table(["a"], [])), { caption: undefined, head: ["a"], rows: [] });
});

Deno.test("tallyTable() shows counts, shares, intervals, and what is not counted", () => {
  assert.deepEqual(read(tallyTable(tiers("haiku"))), {
    caption: `Which tier? (haiku; n = 10 answers; not counted: 2 refused, 1 failed; ${NOTICE})`,
    head: ["option", "count", "share", "95 % Wilson intervals"],
    rows: [
      ["free", "3", "30 %", "11 % to 60 %"],
      ["pro", "7", "70 %", "40 % to 89 %"],
      ["team", "0", "0 %", "0 % to 28 %"],
    ],
  });
});

Deno.test("tallyTable() of no answers has no shares", () => {
  const { caption, rows } = read(tallyTable(tallyOf(asked(choice("Which?", ["a", "b"])), [])));
  assert.equal(caption, `Which? (no valid answers; ${NOTICE})`);
  assert.deepEqual(rows, [["a", "0", "no data", ""], ["b", "0", "no data", ""]]);
});

Deno.test("table() sets numbers to the right, and words to the left", () => {
  const html = table(["a", "b"], [["x", "1"]], { right: [1] });
  assert.deepEqual(html.match(/text-align:(left|right)">\w/g), [
    ...["left", "right", "left", "right"].map((side, place) =>
      `text-align:${side}">${"abx1"[place]}`
    ),
  ]);
});

Deno.test("barsTable() has a bar as long as each share, and tells nothing else", () => {
  const html = barsTable(tiers("haiku"));
  const { caption, head, rows } = read(html);
  assert.deepEqual([caption, head.length, rows[1]], [
    ...[undefined, 5, ["pro", "", "7", "70 %", "40 % to 89 %"]],
  ]);
  const widths = [...html.matchAll(/width:([\d.]+)em;background/g)].map(([, width]) =>
    Number(width)
  );
  assert.deepEqual(widths, [0.3 * 16, 0.7 * 16, 0]);
});

Deno.test("tallyTable() shows an attack as text", () => {
  const html = tallyTable(attacked());
  assert.ok(!html.includes("<script"));
  assert.equal(read(html).rows[0]?.[0], ATTACK);
});
