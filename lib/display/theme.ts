import { plain } from "./escape.ts";
import { wrapped } from "./wrapped.ts";

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
/** The space at the left of titles and headings, in pixels. */
export const SIDE = 16;
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

/** A document to draw into, where there is no browser; its package is loaded with the first chart. */
export async function drawingDocument(): Promise<Document> {
  const { parseHTML } = await import("linkedom");
  return parseHTML("<!doctype html><html><body></body></html>").document;
}

/** The room that a frame needs above and below the drawing, in pixels. */
export function roomFor({ title, foot }: Frame): { readonly top: number; readonly bottom: number } {
  return { top: 16 + LINE * titleLines(title).length, bottom: 12 + LINE * footLines(foot).length };
}

function titleLines(title: string): string[] {
  return wrapped(title, 68, { most: 5 });
}

function footLines(foot: string): string[] {
  return wrapped(foot, 90, { most: 4 });
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
  const title = titleLines(frame.title).map((text, at) =>
    add("text", { ...WORDS, ...TITLE, y: 22 + LINE * at }, text)
  );
  const foot = footLines(frame.foot).map((text, at, all) => {
    const y = height - 10 - LINE * (all.length - 1 - at);
    return add("text", { ...WORDS, y, fill: COLOURS.faint, "font-size": 11 }, text);
  });
  drawn.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("font-size", "12");
  drawn.setAttribute("style", `background: white; color: ${COLOURS.ink}; font-family: ${FONT}`);
  drawn.prepend(
    add("title", {}, plain(frame.title)),
    add("desc", {}, plain(frame.description)),
    add("rect", { width: "100%", height: "100%", fill: "white" }),
  );
  drawn.append(...title, ...foot);
  return drawn.outerHTML;
}

const WORDS = { x: SIDE, "text-anchor": "start" };
const TITLE = { fill: COLOURS.ink, "font-size": 14, "font-weight": 600 };
