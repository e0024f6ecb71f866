import { loadInstrument, panel } from "../../mod.ts";
import { people } from "./asking.ts";
import { peakMegabytes } from "./process.ts";

/**
 * Asks simulated respondents with the journal on, and prints seconds and the peak of the resident memory in
 * MB: run as a process of its own. The arguments are how many answers, and how many people share them.
 */
if (import.meta.main) {
  const [answers = 100_000, count = 20_000] = Deno.args.map(Number);
  const first = await loadInstrument("first-panel");
  const keys = (first.rounds[0]?.questions ?? []).slice(0, answers / count);
  const asked = { ...first, rounds: [{ name: "default", questions: keys }] };
  const study = panel().personas(people(count)).models("simulated").seed(1).ask(asked);
  const begun = performance.now();
  const result = await study.run();
  const seconds = (performance.now() - begun) / 1000;
  if (result.failures.answered !== answers) throw new Error("Cannot bench: an answer is missing");
  console.log(JSON.stringify({ seconds, megabytes: await peakMegabytes() }));
}
