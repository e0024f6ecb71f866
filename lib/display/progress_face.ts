import { type Terminal } from "../host/host.ts";
import { type ProgressFace } from "./progress.ts";
import { progressBar } from "./progress_bar.ts";
import { progressJson } from "./progress_json.ts";
import { progressLines } from "./progress_lines.ts";

/** Where progress cannot or must not be shown. */
const NOWHERE: ProgressFace = { pause: Infinity, show: () => {} };

const FACES: Readonly<Record<string, (terminal: Terminal) => ProgressFace>> = {
  text: (terminal) => terminal.interactive ? progressBar(terminal) : progressLines(terminal),
  json: progressJson,
  none: () => NOWHERE,
};

/** How progress is shown on standard error: `"text"` as it can be read there, `"json"`, or `"none"`. */
export function progressFace(terminal: Terminal, how = "text"): ProgressFace {
  return (FACES[how] ?? progressLines)(terminal);
}
