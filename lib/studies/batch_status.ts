import { batchesOf } from "../engine/insistently.ts";
import { isLost } from "../engine/collect_batches.ts";
import { Journal } from "../engine/journal.ts";
import { type Host } from "../host/host.ts";
import { resolveModel } from "../models/resolve.ts";
import { type BatchReport, batchReports } from "./batch_reports.ts";

/** How the batches of a run stand now. */
export interface BatchStatus {
  /** Those under way as their providers tell, the others as they ended. */
  readonly batches: readonly BatchReport[];
  /** Whether there is something to collect: one has ended, or may never have been handed over. */
  readonly isNews: boolean;
  /** Whether waiting may bring nothing: a provider does not have a batch any more, and no other is under way. */
  readonly isHopeless: boolean;
  /** Why what is told of one is not new, in a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Looks at the batches of the run in a folder, and asks their providers about those under way; nothing is changed.
 *
 * @throws {Error} When the folder holds no journal, or it cannot be read.
 */
export async function batchStatus(folder: string, host: Host): Promise<BatchStatus> {
  const journal = await Journal.open(host, `${folder}/run.sqlite`, { readOnly: true });
  try {
    const [batches, problems]: [BatchReport[], string[]] = [[], []];
    let [isNews, lost, underWay] = [false, 0, 0];
    for (const report of batchReports(journal)) {
      const now = await asked(report, host).catch((error: Error) => {
        problems.push(`a batch of ${report.model} is told as it was last seen: ${error.message}`);
        if (isLost(error)) lost += 1;
        return { report, isNews: false };
      });
      if (report.state === "submitted") underWay += 1;
      batches.push(now.report);
      isNews ||= now.isNews;
    }
    return { batches, isNews, isHopeless: lost > 0 && lost === underWay, problems };
  } finally {
    journal.close();
  }
}

async function asked(report: BatchReport, host: Host) {
  if (report.state !== "submitted" || report.id === null) {
    return { report, isNews: report.state === "intended" };
  }
  const { signal } = new AbortController();
  const batches = batchesOf(resolveModel(report.model, host));
  const { state, said, answered, failed, reason } = await batches.look(report.id, signal);
  return { report: { ...report, said, answered, failed, reason }, isNews: state !== "under way" };
}
