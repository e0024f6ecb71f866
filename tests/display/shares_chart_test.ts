import assert from "node:assert/strict";
import { DOMParser } from "linkedom";
import { sharesChart } from "../../lib/display/shares_chart.ts";
import { choice, multi } from "../../mod.ts";
import { answered, asked, without } from "../analysis/rows.ts";
import { ATTACK, attacked, NOTICE, tallyOf, tiers } from "./tallies.ts";
import { malformed } from "./well_formed.ts";

/** A drawn picture: its elements, asserted to be well-formed XML first. */
async function drawing(tallies: Parameters<typeof sharesChart>[0]) {
  const svg = await sharesChart(tallies).svg();
  assert.equal(malformed(svg), undefined);
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  assert.ok(root);
  const find = (selector: string) => [...root.querySelectorAll(selector)];
  const number = (element: Pick<Element, "getAttribute">, name: string) =>
    Number(element.getAttribute(name));
  return {
    svg,
    size: [number(root, "width"), number(root, "height")] as const,
    text: root.textContent ?? "",
    texts: find("text").map(({ textContent }) => textContent ?? ""),
    /** The bars of each group, each with its place from the top of the picture. */
    groups: find('[aria-label="bar"] > g').map((group) => {
      const [, down = "0"] = /,([\d.]+)\)/.exec(group.getAttribute("transform") ?? "") ?? [];
      return [...group.querySelectorAll("rect")].map((rect) => ({
        top: Number(down) + number(rect, "y"),
        height: number(rect, "height"),
        width: number(rect, "width"),
      }));
    }),
  };
}

const long = Array.from(
  { length: 12 },
  (_, place) =>
    `I would rather keep the arrangement that I have now, even if it cost me ${place} dollars more`,
);
const twelve = asked(choice("Which arrangement?", long, { ordered: true }));

Deno.test("sharesChart() draws a bar for each option, as long as its share", async () => {
  const { groups, texts, text } = await drawing([tiers()]);
  const [bars = []] = groups;
  assert.equal(groups.length, 1);
  assert.equal(bars.length, 3);
  const [free = NaN, pro = NaN, team = NaN] = bars.map(({ width }) => width);
  assert.ok(Math.abs(free / pro - 3 / 7) < 1e-9);
  assert.equal(team, 0);
  for (const label of ["free", "pro", "team", "Which tier?", "0 %", "100 %"]) {
    assert.ok(texts.includes(label), label);
  }
  assert.ok(text.includes(`n = 10 answers · not counted: 2 refused, 1 failed`));
});

Deno.test("sharesChart() says that respondents are simulated, in the picture and in words", async () => {
  const chart = sharesChart([tiers()]);
  const { texts, svg } = await drawing([tiers()]);
  assert.ok(texts.join(" ").includes(NOTICE));
  assert.match(svg, new RegExp(`<desc>[^<]*${NOTICE}</desc>`));
  assert.ok(String(chart).endsWith(NOTICE));
});

Deno.test("sharesChart() keeps twelve long options and four groups apart", async () => {
  const names = [
    "haiku",
    "sonnet",
    ...["preview", "release"].map((end) => `gpt-${"4o-mini-".repeat(8)}${end}`),
  ];
  const tallies = names.map((name, group) =>
    tallyOf(twelve, answered(long.map((_, place) => long[(place * (group + 1)) % 12])), name)
  );
  const { groups, size: [, height], texts } = await drawing(tallies);
  assert.deepEqual(groups.map((bars) => bars.length), [12, 12, 12, 12]);
  const bars = groups.flat();
  bars.slice(1).forEach(({ top }, place) => {
    const above = bars[place];
    assert.ok(above && above.top + above.height < top, `bar ${place + 1} begins in the one above`);
  });
  assert.ok((bars[0]?.top ?? 0) > 60 && (bars.at(-1)?.top ?? Infinity) < height - 60);
  // Every word of every option and group is there, whatever line it is in.
  const said = texts.join("").replace(/\s/g, "");
  for (const label of long) {
    assert.equal(said.split(label.replace(/\s/g, "")).length - 1, 4, label);
  }
  for (const name of names) assert.ok(said.includes(name), name);
});

Deno.test("sharesChart() leaves room for the heading of each group", async () => {
  const { groups, texts } = await drawing([tiers("haiku"), tiers("sonnet")]);
  const [[, , above] = [], [below] = []] = groups;
  assert.ok(above && below && below.top - above.top - above.height > 30);
  assert.ok(texts.includes("haiku · n = 10 answers · not counted: 2 refused, 1 failed"));
});

Deno.test("sharesChart() breaks its title into lines that fit, and cuts none of a long question", async () => {
  const words = "Taken all together, how would you say things are these days, in your own view? ";
  const question = asked(choice(words.repeat(3).trim(), ["good", "bad"]));
  const { svg, texts } = await drawing([tallyOf(question, answered(["good"]))]);
  const title = [...svg.matchAll(/<text[^>]*font-weight="600"[^>]*>([^<]*)<\/text>/g)];
  assert.equal(title.map(([, line]) => line).join(" "), words.repeat(3).trim());
  for (const line of texts) assert.ok(line.length <= 90, line);
});

Deno.test("sharesChart() shows an attack as text, without what XML does not allow", async () => {
  const { svg, texts } = await drawing([attacked(), attacked()]);
  assert.ok(!svg.includes("<script"));
  assert.ok(texts.includes(ATTACK));
  assert.ok(texts.some((line) => line.startsWith(`${ATTACK} · n = 1 answer`)));
});

Deno.test("sharesChart() of a tally without answers says so, where the bars would be", async () => {
  const rows = without("refused", 4);
  const { groups, texts, size: [width, height] } = await drawing([tallyOf(twelve, rows)]);
  assert.deepEqual(groups.flat(), []);
  assert.ok(texts.includes("no valid answers"));
  assert.ok(texts.some((line) => line.startsWith("no valid answers · not counted: 4 refused")));
  assert.ok(!texts.join().includes("Wilson"));
  assert.ok(width === 640 && height > 100);
});

Deno.test("sharesChart() draws nothing at all, and an empty group beside a full one", async () => {
  const none = await drawing([]);
  assert.ok(none.texts.includes("No data"));
  const { groups, texts } = await drawing([
    tiers("haiku"),
    tallyOf(
      asked(choice("Which tier?", ["free", "pro", "team"])),
      [],
      "sonnet",
    ),
  ]);
  assert.equal(groups.flat().length, 3);
  assert.ok(texts.some((line) => line === "sonnet · no valid answers"), texts.join("|"));
});

Deno.test("sharesChart() keeps options apart whose ids differ and groups whose names begin alike", async () => {
  const question = asked(multi("Which?", [{ id: "a", label: "Ale" }, { id: "b", label: "ale" }]));
  const tally = (label: string) => tallyOf(question, answered([["a"], ["a", "b"]]), label);
  const start = "a name that is as long as the other one and begins in the same way, ";
  const { groups } = await drawing([tally(`${start}one`), tally(`${start}two`)]);
  assert.deepEqual(groups.map((bars) => bars.length), [2, 2]);
  const [[first, second] = []] = groups;
  assert.ok(Math.abs((second?.width ?? 0) / (first?.width ?? 0) - 0.5) < 1e-9);
});
