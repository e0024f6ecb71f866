import { type Notebook } from "../host/host.ts";
import { escaped, plain } from "./escape.ts";
import { liveLines, type LiveShares, liveTables } from "./live_shares.ts";
import { type ProgressFace } from "./progress.ts";
import { barLine } from "./progress_bar.ts";
import { type ProgressSeen } from "./progress_state.ts";
import { progressWords } from "./progress_words.ts";
import { COLOURS } from "./theme.ts";

/** What stands in the cell beside the progress. */
export interface CellWords {
  /** What must be said even of a run that is over at once; null where nothing must. */
  readonly notice: string | null;
  /** What must be said wherever answers are shown; null where nothing must. */
  readonly source: string | null;
  /** The shares so far. */
  readonly shares: readonly LiveShares[];
}

/** At most five updates a second. */
const PAUSE = 200;
/** A run that is over at once shows its result and nothing else. */
const WAIT = 1000;

const COLUMNS = 80;
const LINE = `max-width:40em;height:.5em;background:${COLOURS.shade}`;

/** Progress in the cell of a notebook, in one place that changes: a bar, a few words, and the shares filling in. */
export class ProgressCell implements ProgressFace {
  readonly pause = PAUSE;
  readonly wait = WAIT;
  readonly #notebook: Notebook;
  readonly #name: string;
  readonly #words: (seen: ProgressSeen) => CellWords;
  #isShown = false;
  #isBusy = false;
  #showing = Promise.resolve();

  /** @param name Tells the place from others. */
  constructor(notebook: Notebook, name: string, words: (seen: ProgressSeen) => CellWords) {
    this.#notebook = notebook;
    this.#name = name;
    this.#words = words;
  }

  show(seen: ProgressSeen): void {
    const words = this.#words(seen);
    // What the page has not taken up yet must not pile up; the last state is always shown.
    const isDue = seen.isOver ? this.#isShown || words.notice !== null : !this.#isBusy;
    if (!isDue) return;
    this.#isShown = true;
    this.#isBusy = true;
    this.#showing = this.#showing.then(() => this.#notebook.show(this.#name, bundle(seen, words)))
      // A page that is gone must not end a run that costs money.
      .catch(() => {})
      .finally(() => void (this.#isBusy = false));
  }

  /** Resolves when everything is shown. */
  get settled(): Promise<void> {
    return this.#showing;
  }
}

function bundle(seen: ProgressSeen, { notice, shares, source }: CellWords): Record<string, string> {
  const said = [...progressWords(seen), notice ?? ""].filter((words) => words !== "").join(", ");
  const share = 100 * Math.min(1, seen.done / Math.max(1, seen.total));
  const filled = `width:${share.toFixed(1)}%;height:100%;background:${COLOURS.panel}`;
  const meter = `role="progressbar" aria-label="answers" aria-valuenow="${Math.round(share)}"`;
  const foot = shares.length === 0 ? "" : source ?? "";
  const lines = [barLine(seen, COLUMNS), notice ?? "", ...liveLines(shares), foot];
  return {
    "text/html": `<div><div ${meter} style="${LINE}"><div style="${filled}"></div></div>` +
      `<p style="margin:.3em 0">${escaped(said)}</p>${liveTables(shares)}` +
      `<p style="margin:.3em 0">${escaped(foot)}</p></div>`,
    "text/plain": plain(lines.filter((line) => line !== "").join("\n")),
  };
}
