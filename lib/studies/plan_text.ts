import { plain } from "../display/escape.ts";
import { type Plan } from "./plan.ts";

/** A study before it is run: what is there, and what is missing for a run. */
export function planText({ personas, models, seed, instrument }: Plan): string {
  const list = models?.entries
    .map(({ name, weight }) => models.mode === "weighted" ? `${name}:${weight}` : name).join(",");
  const asked = instrument === null
    ? "nothing yet: say .ask(instrument)"
    : `${instrument.name}: ${Object.keys(instrument.questions).join(", ")}`;
  return plain([
    `personas  ${personas.length === 0 ? "nobody yet: say .personas(pack)" : personas.length}`,
    `models    ${list ?? "decided by the keys that are set, else simulated respondents"}`,
    `seed      ${seed ?? "none (0 inside, none sent to providers)"}`,
    `asks      ${asked}`,
  ].join("\n"));
}
