import { type Page } from "playwright-core";

/** A text whose contrast to what stands behind it is less than WCAG 2.2 asks for (1.4.3, AA). */
export interface Faint {
  readonly text: string;
  readonly ratio: number;
  readonly colours: readonly [text: string, behind: string];
}

/** How many texts a page shows, and those that are too faint, in HTML and in pictures. */
export async function contrasts(page: Page): Promise<{ shown: number; faint: Faint[] }> {
  return await page.evaluate(() => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = channels(colour).slice(0, 3).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const isClear = (colour: string) => channels(colour)[3] === 0;
    const behind = (element: Element): string => {
      const svg = element.closest("svg");
      if (svg !== null) return getComputedStyle(svg.querySelector("rect") ?? svg).fill;
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (!isClear(backgroundColor)) return backgroundColor;
      }
      return "rgb(255, 255, 255)";
    };
    const faint: Faint[] = [];
    let shown = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? "";
      if (element === null || text === "" || element.closest("title,desc,style")) continue;
      if (!element.checkVisibility()) continue;
      shown += 1;
      const style = getComputedStyle(element);
      const colour = element.closest("svg") === null ? style.color : style.fill;
      const [a, b] = [luminance(colour), luminance(behind(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (isLarge ? 3 : 4.5)) {
        faint.push({ text, ratio, colours: [colour, behind(element)] });
      }
    }
    return { shown, faint };
  });
}
