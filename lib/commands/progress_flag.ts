import { type Flag } from "./flag.ts";

/** How the progress of a run is shown. */
export const PROGRESS_FLAG: Flag = {
  name: "progress",
  takes: "choice",
  choices: ["text", "json", "none"],
  standard: "text",
  help:
    "On standard error: a bar on a terminal and a line every five seconds elsewhere; JSON lines, " +
    "at most five a second; or nothing",
};
