import { choice, instrument, panel } from "../../mod.ts";
import { people } from "./asking.ts";

/**
 * Asks 100,000 simulated respondents one question with the journal on, and prints seconds and the peak of
 * the resident memory in MB: run as a process of its own.
 */
if (import.meta.main) {
  const study = panel().personas(people(100_000)).models("simulated").seed(1)
    .ask(
      instrument("bench", { tier: choice("Which tier would you buy?", ["free", "pro", "team"]) }),
    );
  const begun = performance.now();
  const result = await study.run();
  const seconds = (performance.now() - begun) / 1000;
  if (result.tally("tier").n !== 100_000) throw new Error("Cannot bench: an answer is missing");
  const status = await Deno.readTextFile("/proc/self/status");
  console.log(
    JSON.stringify({ seconds, megabytes: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1000 }),
  );
}
