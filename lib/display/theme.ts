/**
 * The colours of all charts on a light page: distinct for colour-blind readers, of a contrast of at least 3
 * (words 4.5) to what stands behind them. No chart tells things apart by colour alone.
 */
export const COLOURS = {
  /** What stands behind. */
  paper: "#ffffff",
  /** Words, axes and intervals. */
  ink: "#22262b",
  /** Words that can be passed over. */
  faint: "#5f6670",
  /** A range to hold something against. */
  shade: "#e3e7ec",
  /** What the panel said. */
  panel: "#5b8ac6",
  /** What people said. */
  human: "#b4501e",
  /** Series beside these two. */
  green: "#0d7d5f",
  plum: "#96509a",
  ochre: "#8a6a00",
} as const;

/** The same on a dark page. */
export const DARK_COLOURS: Readonly<Record<keyof typeof COLOURS, string>> = {
  ...{ paper: "#16191d", ink: "#e9ebee", faint: "#a7afb9", shade: "#343b44" },
  ...{ panel: "#4a82c2", human: "#f2975c" },
  ...{ green: "#4fc79f", plum: "#d293d6", ochre: "#d9b23c" },
};

/** The type of all charts. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

/** The width of a chart, in pixels. */
export const CHART_WIDTH = 640;
/** The space at the left of titles and headings, in pixels. */
export const SIDE = 16;

/** The name of every picture's class, so that a style reaches nothing else on a page. */
export const CLASS = "quorum-chart";

/**
 * How a picture fits into a page, and what it looks like on a dark one. The colours stand in the attributes,
 * for programs that know no styles; where a browser asks for dark ones, each is replaced by its counterpart.
 */
export function pageStyle(): string {
  const dark = Object.entries(COLOURS).flatMap(([name, light]) =>
    ["fill", "stroke"].map((property) =>
      // The names are those of the record.
      `.${CLASS} [${property}="${light}"]{${property}:${
        DARK_COLOURS[name as keyof typeof COLOURS]
      }}`
    )
  );
  return `.${CLASS}{display:block;max-width:100%;height:auto}` +
    `@media screen and (prefers-color-scheme:dark){.${CLASS}{color:${DARK_COLOURS.ink}}${
      dark.join("")
    }}`;
}
