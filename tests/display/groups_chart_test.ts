import assert from "node:assert/strict";
import { groupsChart } from "../../mod.ts";
import { assertNear, drawn } from "./drawn.ts";
import { NOTICE, tiers } from "./tallies.ts";

const south = { shares: { free: 0.2, pro: 0.5, team: 0.3 }, n: 340 };

Deno.test("groupsChart() has a picture for each group, with its people beside it", async () => {
  const groups = [tiers("north"), tiers("south"), tiers("west")];
  const { marks, find, texts } = await drawn(groupsChart(groups, { humans: { south } }));
  const ticks = find("text").filter(({ textContent }) => textContent === "0 %").length;
  assert.equal(ticks, 3);
  // Two of the key, three shares a group, and three of people.
  const signs = marks("dot").slice(2);
  assert.equal(signs.length, 12);
  assert.ok(
    texts.includes("northn = 10") && texts.includes("southn = 10, people: n = 340"),
    texts.join(),
  );
  // Pictures beside each other share their rows; the next one is below.
  const [north, people, beside, west] = [0, 3, 6, 9].map((at) => signs[at]);
  assert.ok(north && people && beside && west);
  assert.ok(beside.x > north.x + 100);
  assertNear(people.y - beside.y, 12);
  assertNear(west.x, north.x);
  assert.ok(west.y > north.y + 100);
});

Deno.test("groupsChart() draws shares as long in the second column as in the first", async () => {
  const { marks } = await drawn(groupsChart([tiers("north"), tiers("south")]));
  const [free, pro, , right, other] = marks("dot").slice(1).map(({ x }) => x);
  assertNear((pro ?? NaN) - (free ?? NaN), (other ?? NaN) - (right ?? NaN));
});

Deno.test("groupsChart() says the notice of the tallies, and tells people's shares in words", () => {
  const text = String(groupsChart([tiers("south")], { humans: { south } }));
  assert.match(text, /^south · q · Which tier\?\n.*\n {2}people · n = 340\n {2}free {2}20 %\n/s);
  assert.ok(text.endsWith(NOTICE));
});
