import assert from "node:assert/strict";
import { CASES } from "./chart_cases.ts";
import { drawn } from "./drawn.ts";
import { assertGolden } from "./golden.ts";

/** What is kept as it was looked at: each chart as it comes, and where it is most likely to go wrong. */
const KEPT = [
  ...[
    "shares",
    "against-humans",
    "convergence",
    "convergence-batch",
    "convergence-samples",
    "divergences",
    "models",
  ],
  ...["groups", "robustness", "uptake", "positions", "costs"],
  ...["shares-world", "against-humans-none", "uptake-eleven"],
];

for (const [name, made] of Object.entries(CASES)) {
  Deno.test(`Chart ${name} is a picture with a name, its content in words, and no markup of others`, async () => {
    const chart = made();
    const { svg, root, find } = await drawn(chart);
    assert.equal(root.getAttribute("role"), "img");
    assert.equal(root.getAttribute("width"), "640");
    assert.equal(root.firstElementChild?.tagName, "title");
    assert.ok(root.firstElementChild?.textContent);
    assert.equal(find("desc")[0]?.textContent, String(chart));
    // A style is read by browsers, in whose pages the picture stands: there is one, and it is ours.
    assert.equal(find("style").length, 1);
    assert.doesNotMatch(svg, /<script|NaN|undefined|Infinity/);
    assert.doesNotMatch(svg.replace('xmlns="http://www.w3.org/2000/svg"', ""), /http|url\(/);
    assert.equal(await made().svg(), svg);
  });
}

for (const name of KEPT) {
  Deno.test(`Chart ${name} is drawn as it was when it was looked at`, async () => {
    const chart = CASES[name]?.();
    assert.ok(chart);
    await assertGolden(name, await chart.svg());
  });
}
