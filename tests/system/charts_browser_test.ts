import assert from "node:assert/strict";
import { CASES } from "../display/chart_cases.ts";
import { chromium } from "./chromium.ts";
import { testWith } from "./requires.ts";

/**
 * Looks, in the page, for words that leave their picture or stand on other words, and for labels of rows that
 * stand on marks; writes what is found into the page.
 */
function look(): void {
  const found: string[] = [];
  for (const figure of document.querySelectorAll("figure")) {
    const svg = figure.querySelector("svg");
    const paper = svg?.getBoundingClientRect();
    if (!svg || !paper) continue;
    const words = [...svg.querySelectorAll("text")].filter((text) => text.textContent?.trim());
    const boxes = words.map((text) => ({
      said: text.textContent ?? "",
      box: text.getBoundingClientRect(),
    }));
    boxes.forEach(({ said, box }, at) => {
      const isInside = box.left >= paper.left && box.right <= paper.right &&
        box.top >= paper.top && box.bottom <= paper.bottom;
      if (!isInside) found.push(`${figure.id}: "${said}" leaves the picture`);
      for (const other of boxes.slice(at + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        // The boxes of lines are higher than their letters.
        if (across > 1 && down > 4) found.push(`${figure.id}: "${said}" on "${other.said}"`);
      }
    });
  }
  const list = document.createElement("pre");
  list.id = "found";
  list.textContent = JSON.stringify(found);
  document.body.append(list);
}

testWith({
  name: "no word of any chart leaves its picture or stands on another word",
  program: "chromium",
  fn: async () => {
    const figures = await Promise.all(
      Object.entries(CASES).map(async ([name, made]) =>
        `<figure id="${name}">${await made().svg()}</figure>`
      ),
    );
    const dom = await chromium(
      `<!doctype html><meta charset="utf-8"><body>${figures.join("")}<script>(${look})()</script>`,
    );
    const [, found = "nothing was looked at"] = /<pre id="found">(.*?)<\/pre>/s.exec(dom) ?? [];
    assert.equal(found, "[]");
  },
});
