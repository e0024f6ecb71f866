import { type SymbolType } from "@observablehq/plot";
import { COLOURS } from "./theme.ts";

/** How one of several series looks: by its sign and its dashes too, so that grey is enough. */
export interface SeriesStyle {
  readonly colour: string;
  readonly symbol: SymbolType;
  /** Whether the sign is filled. */
  readonly isFilled: boolean;
  /** The dashes of its line; empty for a whole line. */
  readonly dash: string;
}

/** The panel's own look. */
export const PANEL: SeriesStyle = {
  ...{ colour: COLOURS.panel, symbol: "circle", isFilled: true, dash: "" },
};

/** The look of people. */
export const HUMAN: SeriesStyle = {
  ...{ colour: COLOURS.human, symbol: "diamond", isFilled: false, dash: "6 3" },
};

const COLOUR_CYCLE = [
  ...[COLOURS.panel, COLOURS.human, COLOURS.green, COLOURS.plum, COLOURS.ochre, COLOURS.ink],
] as const;
const SYMBOL_CYCLE = ["circle", "triangle", "square", "diamond", "star"] as const;
const DASH_CYCLE = ["", "6 3", "2 3", "9 3 2 3"] as const;

/** The look of the series at a place: signs, colours and dashes repeat, but not together before long. */
export function seriesStyle(place: number): SeriesStyle {
  return {
    colour: COLOUR_CYCLE[place % COLOUR_CYCLE.length] ?? COLOURS.ink,
    symbol: SYMBOL_CYCLE[place % SYMBOL_CYCLE.length] ?? "circle",
    isFilled: place % 2 === 0,
    dash: DASH_CYCLE[place % DASH_CYCLE.length] ?? "",
  };
}

/** What a sign is drawn with. */
export function signOf({ colour, symbol, isFilled }: SeriesStyle) {
  return { symbol, stroke: colour, strokeWidth: 2, fill: isFilled ? colour : COLOURS.paper };
}
