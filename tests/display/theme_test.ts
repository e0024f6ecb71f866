import assert from "node:assert/strict";
import { COLOURS, pageStyle } from "../../lib/display/theme.ts";

/** The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio). */
function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** What a colour becomes on a dark page. */
function dark(colour: string): string {
  const found = new RegExp(`\\[fill="${colour}"\\]\\{fill:(#[0-9a-f]{6})\\}`).exec(pageStyle())
    ?.[1];
  assert.ok(found, `${colour} has no dark counterpart`);
  return found;
}

Deno.test("contrast() is 21 of black on white, and 4.48 of #777777", () => {
  // The second is the known example of a grey that is just not enough.
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

Deno.test("COLOURS can be told from their paper, and words read on it, light and dark", () => {
  const { paper, ink, faint, shade: _, ...signs } = COLOURS;
  for (const turned of [(colour: string) => colour, dark]) {
    for (const colour of [ink, faint]) {
      assert.ok(contrast(turned(colour), turned(paper)) >= 4.5, `${turned(colour)} as words`);
    }
    for (const [name, colour] of Object.entries(signs)) {
      assert.ok(contrast(turned(colour), turned(paper)) >= 3, `${name} ${turned(colour)}`);
    }
    // Intervals stand on bars.
    assert.ok(contrast(turned(ink), turned(signs.panel)) >= 3, "an interval on a bar");
  }
});

Deno.test("pageStyle() reaches nothing but charts", () => {
  for (const [selector = ""] of pageStyle().matchAll(/[^{}]+(?=\{)/g)) {
    assert.match(selector, /^(\.quorum-chart(?![\w-])|@media )/);
  }
});
