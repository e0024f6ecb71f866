import { type Ending } from "../engine/ending.ts";
import { type Journal } from "../engine/journal.ts";
import { Progress } from "../engine/progress.ts";

/** The progress of a stage, halted when the stage is; what had arrived by then is on disk. */
export function stageProgress({ begun }: Ending, journal: Journal): Progress {
  const progress = new Progress();
  const halt = () => {
    progress.halt(begun.reason);
    // Who is asked to end may be made to at any moment.
    journal.flush();
  };
  if (begun.aborted) halt();
  else begun.addEventListener("abort", halt, { once: true });
  return progress;
}
