import { instrument, loadInstrument, panel, type Questions } from "../../mod.ts";
import { people } from "./asking.ts";
import { peakMegabytes } from "./process.ts";

/**
 * Asks simulated respondents with the journal on, and prints seconds and the peak of the resident memory in
 * MB: run as a process of its own. The arguments are how many answers, and how many people share them.
 */
if (import.meta.main) {
  const [answers = 100_000, count = 20_000] = Deno.args.map(Number);
  const study = panel().personas(people(count)).models("simulated").seed(1)
    .ask(instrument("bench", await questions(answers / count)));
  const begun = performance.now();
  const result = await study.run();
  const seconds = (performance.now() - begun) / 1000;
  if (result.failures.answered !== answers) throw new Error("Cannot bench: an answer is missing");
  console.log(JSON.stringify({ seconds, megabytes: await peakMegabytes() }));
}

/** The five questions of the first panel, again and again under other keys. */
async function questions(count: number): Promise<Questions> {
  const five = Object.entries((await loadInstrument("first-panel")).questions);
  const round = (place: number) => Math.floor(place / five.length) || "";
  return Object.fromEntries(
    Array.from({ length: count }, (_, place) => five[place % five.length])
      .flatMap((entry, place) => entry ? [[`${entry[0]}${round(place)}`, entry[1]]] : []),
  );
}
