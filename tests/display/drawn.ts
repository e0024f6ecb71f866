import assert from "node:assert/strict";
import { DOMParser } from "linkedom";
import { type Chart } from "../../mod.ts";
import { malformed } from "./well_formed.ts";

/** Where something is in a picture, in pixels from its left and its top. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly element: Element;
}

/** A drawn picture, asserted to be well-formed XML first. */
export async function drawn(chart: Chart) {
  const svg = await chart.svg();
  assert.equal(malformed(svg), undefined);
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  assert.ok(parsed);
  // What is used of a browser's element is there.
  const root = parsed as unknown as Element;
  const find = (selector: string) => [...root.querySelectorAll(selector)];
  const texts: (Place & { readonly text: string })[] = find("text").map((element) => ({
    ...placeOf(element),
    text: (element.textContent ?? "").trim(),
  }));
  const textAt = (text: string): Place => {
    const [found, ...others] = texts.filter((one) => one.text === text);
    assert.ok(found && others.length === 0, `${text} in ${texts.map((one) => one.text).join("|")}`);
    return found;
  };
  return {
    svg,
    root,
    find,
    height: Number(root.getAttribute("height")),
    /** The words of the picture, a text each. */
    texts: texts.map(({ text }) => text),
    /** All words, without spaces and whatever line they are in. */
    said: texts.map(({ text }) => text).join("").replace(/\s/g, ""),
    /** The marks of a kind, as Plot names them: each with its place. */
    marks: (kind: string) =>
      find(`[aria-label="${kind}"]`).flatMap((group) => [...group.querySelectorAll(SIGNS)]).map(
        placeOf,
      ),
    /** The place of a text that is there once. */
    textAt,
    /** What stands at a place of a scale, told by where two of its ticks are. */
    scale(low: string, high: string, [from, to]: readonly [number, number] = [0, 1]) {
      const [first, last] = [textAt(low).x, textAt(high).x];
      return (x: number) => from + (to - from) * (x - first) / (last - first);
    },
  };
}

const SIGNS = "circle, path, rect, line";

/** Where an element is: its own coordinates, moved by everything around it. */
function placeOf(element: Element): Place {
  const own = (...names: string[]) =>
    Number(names.map((name) => element.getAttribute(name)).find((value) => value) ?? 0);
  let [x, y] = [own("cx", "x1", "x"), own("cy", "y1")];
  // Texts have a y in the unit of their letters.
  if (/^[\d.]+$/.test(element.getAttribute("y") ?? "")) y += own("y");
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const [, right = 0, down = 0] =
      /translate\(([-\d.]+),([-\d.]+)\)/.exec(at.getAttribute("transform") ?? "") ?? [];
    [x, y] = [x + Number(right), y + Number(down)];
  }
  return { x, y, element };
}

/** The wide attribute of a bar, in pixels. */
export function lengthOf({ element }: Place): number {
  return Number(element.getAttribute("width"));
}

/** Asserts that two numbers are the same but for the rounding of pictures. */
export function assertNear(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);
}
