import { width } from "./columns.ts";
import { type Pen } from "./pen.ts";
import { type SeriesStyle, signOf } from "./series.ts";
import { CHART_WIDTH, COLOURS, FONT, SIDE } from "./theme.ts";
import { wrapped } from "./wrapped.ts";

/** What a sign stands for. */
export interface Keyed {
  readonly style: SeriesStyle;
  readonly label: string;
}

const LINE = 18;

/** Draws the signs of a chart with what they stand for, side by side where they fit. */
export function keyPart({ Plot, document }: Pen, keys: readonly Keyed[]): Element {
  const places: (Keyed & { readonly x: number; readonly y: number })[] = [];
  let [x, y] = [SIDE + 6, 14];
  for (const { style, label } of keys) {
    const text = wrapped(label, 84, { most: 1 })[0] ?? "";
    const wide = 36 + 6.8 * width(text);
    if (x > SIDE + 6 && x + wide > CHART_WIDTH) [x, y] = [SIDE + 6, y + LINE];
    places.push({ style, label: text, x, y });
    x += wide;
  }
  return Plot.plot({
    document,
    ...{ width: CHART_WIDTH, height: y + 12, margin: 0, axis: null, style: { fontFamily: FONT } },
    x: { type: "identity" },
    y: { type: "identity" },
    marks: [
      ...places.map((one) => Plot.dot([one], { x: "x", y: "y", r: 4.5, ...signOf(one.style) })),
      Plot.text(places, {
        ...{ x: "x", y: "y", text: "label", dx: 12, textAnchor: "start", fill: COLOURS.ink },
      }),
    ],
  });
}
