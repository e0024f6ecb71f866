import { parseHTML } from "linkedom";
import { cut, width } from "./columns.ts";

/** The colours of all charts: distinct for colour-blind readers, and in grey by their lightness. */
export const COLOURS = {
  /** What the panel said. */
  panel: "#5b8ac6",
  /** Words, axes and intervals. */
  ink: "#22262b",
  /** What stands behind. */
  faint: "#5f6670",
} as const;

/** The type of all charts. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

/** The width of a chart, in pixels. */
export const CHART_WIDTH = 640;
const SIDE = 16;
const LINE = 18;

/** The words around a drawing. */
export interface Frame {
  /** What is shown, above the drawing. */
  readonly title: string;
  /** How to read it, below the drawing. */
  readonly foot: string;
  /** The whole content in words, for screen readers. */
  readonly description: string;
}

/** A document to draw into, where there is no browser. */
export function drawingDocument(): Document {
  return parseHTML("<!doctype html><html><body></body></html>").document;
}

/** The room that a frame needs above and below the drawing, in pixels. */
export function roomFor({ title, foot }: Frame): { readonly top: number; readonly bottom: number } {
  return { top: 16 + LINE * lines(title, 78).length, bottom: 12 + LINE * lines(foot, 96).length };
}

/**
 * The text of an SVG file from a drawn element: on white, with its frame around it, and with a title and
 * description that screen readers speak.
 */
export function framed(drawn: Element, frame: Frame): string {
  const document = drawn.ownerDocument;
  const add = (
    name: string,
    attributes: Readonly<Record<string, string | number>>,
    text?: string,
  ) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const height = Number(drawn.getAttribute("height"));
  const footLines = lines(frame.foot, 96);
  const title = lines(frame.title, 78).map((text, at) =>
    add("text", { ...WORDS, ...TITLE, y: 22 + LINE * at }, text)
  );
  const foot = footLines.map((text, at) => {
    const y = height - 10 - LINE * (footLines.length - 1 - at);
    return add("text", { ...WORDS, y, fill: COLOURS.faint, "font-size": 11 }, text);
  });
  drawn.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("style", `background: white; color: ${COLOURS.ink}; font-family: ${FONT}`);
  drawn.prepend(
    add("title", {}, frame.title),
    add("desc", {}, frame.description),
    add("rect", { width: "100%", height: "100%", fill: "white" }),
  );
  drawn.append(...title, ...foot);
  return drawn.outerHTML;
}

const WORDS = { x: SIDE, "text-anchor": "start" };
const TITLE = { fill: COLOURS.ink, "font-size": 14, "font-weight": 600 };

/** A text in lines of at most so many columns, three lines at most. */
function lines(text: string, most: number): string[] {
  const done: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (width(longer) <= most || line === "") line = longer;
    else {
      done.push(line);
      line = word;
    }
  }
  const all = [...done, line];
  return all.length <= 3 ? all : [...all.slice(0, 2), cut(all.slice(2).join(" "), most)];
}
