import { width } from "./columns.ts";
import { plain } from "./escape.ts";
import { element, type Pen } from "./pen.ts";
import { CHART_WIDTH, CLASS, COLOURS, FONT, pageStyle, SIDE } from "./theme.ts";
import { wrapped } from "./wrapped.ts";

/** The words around a drawing. */
export interface Frame {
  /** What is shown, above the drawing. */
  readonly title: string;
  /** How to read it, below the drawing: the base, the method, what must be said. */
  readonly foot: readonly string[];
  /** The whole content in words, for screen readers. */
  readonly description: string;
}

/** A part of a picture: what Plot drew, and how far it is from the left. */
export type Part = Element | { readonly drawn: Element; readonly left: number };

const LINE = 18;

/**
 * The text of an SVG file from what was drawn: parts one below the other, those of one row side by side, on
 * paper, with their frame around them, and with a title and description that screen readers speak.
 */
export function framed(pen: Pen, rows: readonly (readonly Part[])[], frame: Frame): string {
  const title = wrapped(frame.title, 68, { most: 5 }).map((text, at) =>
    element(pen, "text", { ...WORDS, ...TITLE, y: 22 + LINE * at }, text)
  );
  const placed = stacked(pen, rows, 16 + LINE * title.length);
  const foot = footLines(frame.foot).map((text, at) =>
    element(pen, "text", { ...WORDS, ...FOOT, y: placed.bottom + 14 + LINE * at }, text)
  );
  const height = placed.bottom + 6 + LINE * foot.length;
  const picture = element(pen, "svg", {
    ...{ xmlns: "http://www.w3.org/2000/svg", class: CLASS, role: "img" },
    ...{ width: CHART_WIDTH, height, viewBox: `0 0 ${CHART_WIDTH} ${height}` },
    ...{ color: COLOURS.ink, "font-family": FONT, "font-size": 12 },
  });
  picture.append(
    element(pen, "title", {}, plain(frame.title)),
    element(pen, "desc", {}, plain(frame.description)),
    element(pen, "style", {}, pageStyle()),
    element(pen, "rect", { width: "100%", height: "100%", fill: COLOURS.paper }),
    ...[...title, ...placed.groups, ...foot],
  );
  return picture.outerHTML;
}

/** The parts as groups at their places, and where they end. */
function stacked(pen: Pen, rows: readonly (readonly Part[])[], top: number) {
  let bottom = top;
  const groups = rows.flatMap((row) => {
    const parts = row.map((part) => "drawn" in part ? part : { drawn: part, left: 0 });
    const made = parts.map(({ drawn, left }) => groupOf(pen, drawn, `${left},${bottom}`));
    bottom += Math.max(0, ...parts.map(({ drawn }) => Number(drawn.getAttribute("height"))));
    return made;
  });
  return { groups, bottom };
}

/** What Plot drew, without the picture around it: not every program draws pictures inside pictures. */
function groupOf(pen: Pen, drawn: Element, place: string): Element {
  const group = element(pen, "g", {
    ...{ transform: `translate(${place})`, fill: "currentColor", "text-anchor": "middle" },
  });
  group.append(...[...drawn.children].filter(({ tagName }) => tagName.toLowerCase() !== "style"));
  return group;
}

// A sentence is kept together where it fits in a line.
function footLines(parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const part of parts.filter((part) => part !== "")) {
    const longer = lines.length === 0 ? part : `${lines.at(-1)} · ${part}`;
    if (width(longer) <= 100) lines.splice(-1, 1, longer);
    else lines.push(part);
  }
  return lines.flatMap((line) => wrapped(line, 100, { most: 4 }));
}

const WORDS = { x: SIDE, "text-anchor": "start" };
const TITLE = { fill: COLOURS.ink, "font-size": 14, "font-weight": 600 };
const FOOT = { fill: COLOURS.faint, "font-size": 11 };
