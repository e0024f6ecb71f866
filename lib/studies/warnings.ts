import { counted } from "../display/counted.ts";
import { type NamedModel } from "../engine/calls.ts";
import { unreachableRounds } from "../instruments/routes.ts";
import { weightWarning } from "../models/model_list.ts";
import { namesakes, slipsOf } from "./persona_warnings.ts";
import { templateFields } from "../personas/template.ts";
import { type AskedInstrument } from "./asked.ts";
import { ownModel } from "./panelists.ts";
import { type Plan, type PlannedModels } from "./plan.ts";

/** What a prepared plan is made of. */
interface Prepared {
  readonly plan: Plan;
  readonly asked: AskedInstrument;
  readonly models: PlannedModels;
  readonly named: ReadonlyMap<string, NamedModel>;
  readonly template: string | null | undefined;
}

/** What a reader of the result should know, before anything is asked. */
export function warningsOf(prepared: Prepared): string[] {
  const { plan, asked, models } = prepared;
  const weights = plan.blend ? undefined : weightWarning(models);
  return [
    ...(weights === undefined ? [] : [weights]),
    ...ownModels(plan, models),
    ...mixed(prepared),
    ...unseeded(prepared),
    ...asked.warnings,
    ...unreachableRounds(asked.instrument).map((name) =>
      `no way leads to the round "${name}" of "${asked.instrument.name}"`
    ),
    ...strangeFields(prepared),
    ...collided(plan),
    ...slipsOf(plan.personas),
    ...namesakes(plan.personas),
    ...clustered(plan),
  ];
}

function ownModels({ personas }: Plan, { mode }: PlannedModels): string[] {
  const own = personas.filter((persona) => ownModel(persona) !== undefined).length;
  if (mode !== "ensemble" || own === 0) return [];
  return [`${counted(own, "persona")} with a model of their own, which an ensemble does not use`];
}

function mixed({ named }: Prepared): string[] {
  const models = [...named.values()];
  const real = models.filter(({ model }) => model.notice === undefined);
  if (real.length === 0 || real.length === models.length) return [];
  const names = real.map(({ name }) => name).join(", ");
  return [`${names} answers beside models that are no language models: their answers are mixed`];
}

function unseeded({ plan: { seed }, named }: Prepared): string[] {
  const isUnseeded = [...named.values()].some(({ model }) => model.spec.provider === "anthropic");
  return seed !== null && isUnseeded
    ? ["anthropic takes no seed: its answers will differ from run to run"]
    : [];
}

function strangeFields({ plan: { personas }, template }: Prepared): string[] {
  if (template === undefined || template === null) return [];
  return templateFields(template)
    .filter((field) => !personas.some((persona) => Object.hasOwn(persona, field)))
    .map((field) => `no persona has the field {${field}} of the template`);
}

function collided({ merge }: Plan): string[] {
  if (merge === null || merge.collisions.length === 0) return [];
  const names = merge.collisions.map(({ name, source }) => `${name} (${source})`).join(", ");
  return [
    `${
      counted(merge.collisions.length, "merged persona")
    } took the place of somebody of their name: ${names}; ` +
    `the panel has ${merge.after} people instead of ${merge.before}`,
  ];
}

function clustered({ personas, repeats, variants }: Plan): string[] {
  const why = [
    ...(repeats === 1 ? [] : [`everybody is asked ${repeats} times`]),
    ...(variants === 0 ? [] : [`each persona has ${counted(variants, "variant")}`]),
  ];
  if (why.length === 0) return [];
  const few = distinct(personas, FEW);
  return [
    `${
      why.join(" and ")
    }: intervals are at the effective size that the differences between personas leave`,
    ...(few >= FEW ? [] : [
      `the differences between ${
        counted(few, "persona")
      } say little of how personas differ: intervals, ` +
      "floors and tests of so few that answer several times promise too much",
    ]),
  ];
}

// Simulated 95 % intervals of personas asked 15 times, at an intra-class correlation of .3: of 2 to 7 personas
// 79 to 92 % held, of 10 and 15 personas 91 to 94 %.
const FEW = 10;

/** How many different personas there are, counted up to so many. */
function distinct(personas: Plan["personas"], most: number): number {
  const seen = new Set<string>();
  for (const persona of personas) {
    if (seen.add(JSON.stringify(persona)).size >= most) break;
  }
  return seen.size;
}
