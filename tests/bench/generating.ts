import { panel, questionnaire, randomAssignment, scale } from "../../mod.ts";
import { envFor, hostWith } from "../hosts.ts";
import { type Asking, people } from "./asking.ts";
import { type EventFile } from "./event_file.ts";

/** A folder with the configuration of a run whose outcomes are made up: everybody meets everything. */
export async function writeGenerated(size: EventFile): Promise<string> {
  const folder = await Deno.makeTempDir();
  const lines = (count: number, line: (place: number) => unknown) =>
    Array.from({ length: count }, (_, place) => JSON.stringify(line(place))).join("\n");
  await Deno.writeTextFile(
    `${folder}/people.jsonl`,
    lines(size.panelists, (place) => ({
      persona_id: `p${String(place).padStart(5, "0")}`,
      persona_text: "You drink beer now and then.",
      attributes: {
        age_group: ["18-24", "25-34", "35-54", "55+"][place % 4],
        bitterness_tolerance: place % 11 / 10,
        gender: ["female", "male"][place % 2],
        income_bracket: ["low", "middle", "high"][place % 3],
        price_sensitivity: place % 7 / 7,
        region: ["north", "south", "east", "west"][place % 4],
      },
    })),
  );
  await Deno.writeTextFile(
    `${folder}/beers.jsonl`,
    lines(size.products, (place) => ({
      product_id: `prod${String(place).padStart(4, "0")}`,
      display_name: `Beer number ${place}`,
      attributes: { abv: 4 + place / 10, ibu: 20 + place, style: "pale ale" },
    })),
  );
  await Deno.writeTextFile(
    `${folder}/events.yaml`,
    `panelists: { source: people.jsonl }
products: { source: beers.jsonl }
policy: { name: random, random_mode: iid_probs, evals_per_period: ${size.products} }
generator: { seed: 7, n_periods: ${size.periods} }
outcomes_model: { name: deterministic }
questionnaire:
  outcomes:
    fields:
      rating: { type: int, question: How much do you like it?, min: 1, max: 5 }
      price: { type: float, question: What is it worth?, min: 0, max: 20 }
  traces: { fields: { why: { type: text, question: Why? } } }
`,
  );
  return folder;
}

/** A panel that is followed, a model asked about each meeting: seconds from the panel to the result. */
export async function followed({ url, answers, concurrency }: Asking): Promise<number> {
  const products = Array.from(
    { length: 10 },
    (_, place) => ({ id: `b${place}`, label: `Beer ${place}` }),
  );
  const study = panel({ host: hostWith({ env: envFor({ url }) }) })
    .personas(people(answers)).models("gpt-4o-mini").seed(1).limit({ concurrency })
    .expose(products, randomAssignment())
    .outcome(questionnaire({ rating: scale("How much do you like this beer?", 1, 5) }));
  const begun = performance.now();
  const { counts } = await study.run();
  const seconds = (performance.now() - begun) / 1000;
  if (counts.evaluations - counts.withoutOutcomes !== answers) {
    throw new Error("Cannot bench: an answer is missing");
  }
  return seconds;
}
