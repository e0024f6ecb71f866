import { loadInstrument, panel } from "../../mod.ts";
import { people } from "./asking.ts";

/**
 * Asks simulated respondents 100,000 questions with the journal on, and prints seconds and the peak of the
 * resident memory in MB: run as a process of its own. The first argument is how many people share them.
 */
if (import.meta.main) {
  const count = Number(Deno.args[0] ?? 20_000);
  const first = await loadInstrument("first-panel");
  const keys = (first.rounds[0]?.questions ?? []).slice(0, 100_000 / count);
  const asked = { ...first, rounds: [{ name: "default", questions: keys }] };
  const study = panel().personas(people(count)).models("simulated").seed(1).ask(asked);
  const begun = performance.now();
  const result = await study.run();
  const seconds = (performance.now() - begun) / 1000;
  if (result.failures.answered !== 100_000) throw new Error("Cannot bench: an answer is missing");
  const status = await Deno.readTextFile("/proc/self/status");
  const megabytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1000;
  console.log(JSON.stringify({ seconds, megabytes }));
}
