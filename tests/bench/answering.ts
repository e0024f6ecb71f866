import process from "node:process";
import { bare, whole } from "./asking.ts";
import { peakMegabytes } from "./process.ts";

/** What answers over HTTP took. */
export interface Answering {
  /** Seconds of processor time, from the first request to the last reply. */
  readonly processor: number;
  /** The peak of the resident memory, in MB. */
  readonly megabytes: number;
}

/**
 * Asks a service in one of the two ways and prints what it took: run as a process of its own. The arguments
 * are the way, the service's address, how many answers, how many people share them, and how many at once.
 */
if (import.meta.main) {
  const [way, url = "", answers, among, concurrency] = Deno.args;
  const ask = way === "bare" ? bare : whole;
  const asking = { url, concurrency: Number(concurrency) };
  await ask({ ...asking, answers: 1000 });
  const before = process.cpuUsage();
  await ask({ ...asking, answers: Number(answers), among: Number(among) });
  const { user, system } = process.cpuUsage(before);
  const took: Answering = { processor: (user + system) / 1e6, megabytes: await peakMegabytes() };
  console.log(JSON.stringify(took));
}
