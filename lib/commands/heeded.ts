import { type Host } from "../host/host.ts";
import { type Questions } from "../instruments/instrument.ts";
import { defaultModel } from "../models/resolve.ts";
import { placeholders } from "../schema/placeholders.ts";
import { ownModel } from "../studies/panelists.ts";
import { type Survey } from "../studies/survey.ts";
import { textsOf, type Values } from "./flag.ts";

/** What simulated respondents and their summary do not heed: they draw from shares, and count. */
const ANSWERING = ["temperature", "top-p", "max-tokens", "prompt-template"];
const SUMMING_UP = ["synthesis-temperature", "synthesis-prompt"];

/**
 * Refuses flags that nobody who is asked would heed.
 *
 * @throws {Error} With the first of them.
 */
export function checkHeeded({ plan }: Survey<Questions>, values: Values, host: Host): void {
  const models = plan.models?.entries.map(({ name }) => name) ?? [defaultModel(host)];
  const own = plan.models?.mode === "ensemble"
    ? []
    : plan.personas.flatMap((one) => ownModel(one) ?? []);
  const isSimulated = [...models, ...own].every((name) => name === "simulated");
  const summing = plan.synthesis?.model ?? models[0];
  const unheeded = [
    ...(isSimulated ? ANSWERING : []),
    ...(summing === "simulated" ? SUMMING_UP : []),
  ].find((name) => values[name] !== undefined);
  if (unheeded === undefined) return;
  const why = plan.models === null ? ", and no model is named and no key is set" : "";
  throw new Error(
    `Cannot use --${unheeded} with simulated respondents: only a language model heeds it${why}`,
  );
}

/** A sentence for each `--var` that stands in no text of the instrument. */
export function unusedVariables({ plan }: Survey<Questions>, values: Values): string[] {
  const texts = Object.values(plan.instrument?.questions ?? {})
    .flatMap(({ text, followUps = [] }) => [text, ...followUps.map(({ text }) => text)]);
  const used = new Set(texts.flatMap(placeholders).map(({ name }) => name));
  return textsOf(values, "var").map((pair) => pair.split("=", 1).join("").trim())
    .filter((name) => !used.has(name))
    .map((name) =>
      `no text of "${plan.instrument?.name}" has {${name}}, which --var gives a value`
    );
}
