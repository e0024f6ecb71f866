import { dollars } from "../display/money.ts";
import { type Halt } from "../engine/halt.ts";
import { type Host } from "../host/host.ts";
import { type EventRow } from "../rows/event_row.ts";
import { shellWord } from "../studies/shell_words.ts";
import { type TimelineResult } from "../studies/timeline_result.ts";
import { goingOn } from "./event_folder.ts";
import { INTERRUPTED } from "./interruption.ts";
import { oneLine } from "./warn.ts";

/** Says that a run was ended while texts were written, and how it goes on. */
export function toldHalt({ message }: Halt, { terminal }: Host): number {
  const why = `it ended while texts were written (${oneLine(message)})`;
  // There is no run yet that could know its flags.
  const how = "with the same flags --resume goes on with it, and asks nothing twice";
  terminal.err(`The run is invalid: ${why}; ${how}\n`);
  return message === "signal:SIGTERM" ? INTERRUPTED.SIGTERM : 2;
}

/** Says why a result must not be used or is not whole, and how its run goes on. */
export function toldEvents(
  result: TimelineResult,
  folder: string,
  { terminal }: Host,
  code: number,
): number {
  if (result.isInvalid) {
    terminal.err(`The run is invalid: ${oneLine(whyInvalid(result, folder))}\n`);
  } else if (lostIn(result) > 0) {
    const again = `--output-dir ${shellWord(folder)} --resume tries them again`;
    terminal.err(`warning: ${oneLine(`${lostWords(result)}; ${again}`)}\n`);
  }
  return code;
}

function whyInvalid(result: TimelineResult, folder: string): string {
  const { isCutOff, halt } = result;
  if (isCutOff) return `stopped; ${goingOn(folder)}`;
  if (halt !== null) {
    return `${
      dollars(halt.spent)
    } of $${halt.cap} are spent, and the next call could cost more than is ` +
      `left; with a larger --max-cost, ${goingOn(folder)}`;
  }
  return lostWords(result);
}

/** How many rows came to nothing. */
function lostIn({ counts: { withoutOutcomes, withoutSelection } }: TimelineResult): number {
  return withoutOutcomes + withoutSelection;
}

function lostWords(result: TimelineResult): string {
  const first = firstError(result.rows);
  return `${lostIn(result)} of ${result.counts.rows} rows came to nothing${
    first === undefined ? "" : `, the first because: ${first}`
  }`;
}

/** What went wrong with the first event with which anything did. */
function firstError(events: Iterable<EventRow>): string | undefined {
  for (const { traces } of events) {
    for (const errors of [traces?.selection_errors, traces?.outcome_errors]) {
      if (Array.isArray(errors) && errors.length > 0) return String(errors[0]);
    }
  }
  return undefined;
}
