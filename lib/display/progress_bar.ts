import { type Terminal } from "../host/host.ts";
import { bar } from "./bars.ts";
import { cut, width } from "./columns.ts";
import { type ProgressFace } from "./progress.ts";
import { type ProgressSeen } from "./progress_state.ts";
import { progressWords } from "./progress_words.ts";

/** At most five updates a second. */
const PAUSE = 200;

const BAR = { least: 4, most: 24 };

/** Progress on a terminal where a person watches: a bar and a few words in one line, which is drawn again. */
export function progressBar(terminal: Terminal): ProgressFace {
  let drawn = "";
  const clear = () => {
    // A terminal that was made narrower has broken the line that stands there.
    const rows = Math.ceil(width(drawn) / Math.max(1, terminal.columns)) - 1;
    drawn = "";
    return rows > 0 ? `\x1b[${rows}A\r\x1b[J` : "\r\x1b[2K";
  };
  return {
    pause: PAUSE,
    show(seen) {
      const line = barLine(seen, terminal.columns - 1);
      terminal.err(`${clear()}${line}${seen.isOver ? "\n" : ""}`);
      if (!seen.isOver) drawn = line;
    },
    leave() {
      const line = drawn;
      if (line === "") return () => {};
      terminal.err(clear());
      return () => terminal.err(drawn = line);
    },
  };
}

/**
 * One line of so many columns: the bar takes what the words leave. Where all words do not fit they are shorter, and
 * then the least needed go first.
 */
export function barLine(seen: ProgressSeen, columns: number): string {
  const full = progressWords(seen);
  const isShort = width(full.join(", ")) + BAR.least + 1 > columns;
  const words = isShort ? progressWords(seen, { isShort }) : full;
  const fits = (count: number) =>
    width(words.slice(0, count).join(", ")) + BAR.least + 1 <= columns;
  const count = words.findLastIndex((_, at) => fits(at + 1)) + 1;
  if (count === 0) return cut(words[0] ?? "", Math.max(1, columns));
  const said = words.slice(0, count).join(", ");
  const wide = Math.min(BAR.most, columns - width(said) - 1);
  const share = Math.min(1, seen.done / Math.max(1, seen.total));
  return `${bar(share, wide).padEnd(wide, "·")} ${said}`;
}
