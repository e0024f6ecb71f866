import { parseHTML } from "linkedom";

/** The colours of all charts: distinct for colour-blind readers, and in grey by their lightness. */
export const COLOURS = {
  /** What the panel said. */
  panel: "#3b6fb6",
  /** What people said. */
  human: "#d98c21",
  /** Words, axes and intervals. */
  ink: "#22262b",
  /** What stands behind. */
  faint: "#6b7280",
} as const;

/** The type of all charts. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

/** A document to draw into, where there is no browser. */
export function drawingDocument(): Document {
  return parseHTML("<!doctype html><html><body></body></html>").document;
}

/**
 * The text of an SVG file from a drawn element: with its name space, a white ground, and a title and
 * description that screen readers speak.
 */
export function svgText(
  drawn: Element,
  { title, description }: { readonly title: string; readonly description: string },
): string {
  const document = drawn.ownerDocument;
  drawn.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", title);
  drawn.setAttribute("style", `background: white; color: ${COLOURS.ink}; font-family: ${FONT}`);
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", "white"]] as const) {
    ground.setAttribute(name, value);
  }
  const spoken = (["title", "desc"] as const).map((name) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    element.textContent = name === "title" ? title : description;
    return element;
  });
  drawn.prepend(...spoken, ground);
  return drawn.outerHTML;
}
