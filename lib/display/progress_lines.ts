import { type Terminal } from "../host/host.ts";
import { type ProgressFace } from "./progress.ts";
import { progressWords } from "./progress_words.ts";

/** Nobody watches: a line now and then is enough for who looks into a log. */
const PAUSE = 5000;

/** Progress where no line can be drawn again, as in a file or a log: a line every five seconds, and one at the end. */
export function progressLines(terminal: Pick<Terminal, "err">): ProgressFace {
  return {
    pause: PAUSE,
    show: (seen) => terminal.err(`${progressWords(seen).join(", ")}\n`),
  };
}
