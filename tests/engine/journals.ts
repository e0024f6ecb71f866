import { type CallRecord } from "../../lib/engine/call_record.ts";
import { Journal } from "../../lib/engine/journal.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { type Row } from "../../lib/rows/row.ts";
import { folder } from "../hosts.ts";

/** A folder with a place for a journal, and ways to look at its file. */
export interface Place extends AsyncDisposable {
  readonly path: string;
  /** Opens the journal; it is closed at the end. */
  readonly open: () => Promise<Journal>;
  /** What a connection of its own finds in the file. */
  readonly look: (sql: string) => Promise<Record<string, unknown>[]>;
  /** Changes the file over a connection of its own. */
  readonly change: (sql: string) => Promise<void>;
}

/** A place for a journal on this machine. */
export async function place(): Promise<Place> {
  const stack = new AsyncDisposableStack();
  const { path: home } = stack.use(await folder());
  const path = `${home}/run.sqlite`;
  return {
    path,
    open: async () => {
      const journal = await Journal.open(denoHost(), path);
      stack.defer(() => journal.close());
      return journal;
    },
    look: async (sql) => {
      const other = await denoHost().database(path);
      try {
        return [...other.prepare(sql).iterate()].map((found) => ({ ...found }));
      } finally {
        other.close();
      }
    },
    change: async (sql) => {
      const other = await denoHost().database(path);
      other.exec(sql);
      other.close();
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** A call of a unit, as it is kept. */
export function record(unit: string, change: Partial<CallRecord> = {}): CallRecord {
  return {
    key: { unit, turn: 0, purpose: "answer", attempt: 0 },
    ...{ model: "haiku", request: `request of ${unit}`, source: "asked" as const },
    reply: {
      text: `"${unit}" says 'yes' ✓`,
      ended: "complete",
      usage: { input: 10, output: 5, cacheWrite: 2, cacheRead: 1 },
      served: "claude-haiku-4-5-20251001",
    },
    cost: 0.25,
    started: 1_700_000_000_000,
    latency: 12.5,
    ...change,
  };
}

/** A row of a panelist, as far as a journal cares. */
export function row(panelist: string, answer: unknown = "yes"): Row {
  return {
    ...{ run: "run-1", panelist, persona: "Maya", arm: null, model: "haiku", round: "default" },
    ...{ question: "tier", kind: "choice", item: null, repeat: 0, turn: 0, status: "ok" },
    ...{ answer, category: null, text: "yes", extraction: null, order: null, error: null },
    ...{ tokensIn: 1, tokensOut: 1, cost: 0, afterStop: false },
  };
}
