import { type NamedModel } from "../engine/calls.ts";
import { MADE_UP } from "../encounters/deterministic.ts";
import { isComputed } from "../encounters/is_computed.ts";
import { type Outcome } from "../encounters/outcome.ts";
import { type Policy } from "../encounters/policy.ts";
import { loadPrices } from "../models/price_file.ts";
import { type Prices } from "../models/prices.ts";
import { panelistIds } from "../personas/identity.ts";
import { POLICIES } from "../rows/event_row.ts";
import { fingerprint } from "../rows/fingerprint.ts";
import { type Actor, actorsOf } from "./actors.ts";
import {
  checkPrices,
  choiceOf,
  chosenModels,
  namedModels,
  noticeOf,
  promptOf,
} from "./answerers.ts";
import { checkDispatch } from "./check_dispatch.ts";
import { type PlannedExposure } from "./exposure_plan.ts";
import { type Panelist, panelistsOf } from "./panelists.ts";
import { type Plan, type PlannedModels } from "./plan.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { type Parts } from "./study.ts";
import { timelineSections } from "./timeline_sections.ts";

/** A panel that can be followed: everything is checked, and nothing has been spent. */
export interface PreparedTimeline extends PreparedStudy {
  /** What the panel meets, and how. */
  readonly exposure: PlannedExposure;
  /** Who meets what. */
  readonly policy: Policy;
  /** What comes of a meeting; null for nothing. */
  readonly outcome: Outcome | null;
  /** Everybody who is followed, in panel order. */
  readonly actors: readonly Actor[];
  /** Whether a model is asked anything. */
  readonly isAsked: boolean;
}

const NOBODY: PlannedModels = { mode: "single", entries: [] };

/**
 * Checks a timeline and works out who is followed on which model.
 *
 * @param known What models cost. @default {the user's prices, and the list prices}
 * @throws {TypeError} When it cannot be run as it stands.
 */
export async function prepareTimeline(parts: Parts, known?: Prices): Promise<PreparedTimeline> {
  const { plan, world } = parts;
  const { exposure } = plan;
  if (exposure === undefined || world.policy === undefined) {
    throw new TypeError("Cannot follow the panel: nothing is exposed");
  }
  refuseOthers(plan, parts);
  if (plan.personas.length === 0) {
    throw new TypeError("Cannot follow the panel: it has no personas");
  }
  checkProducts(exposure);
  checkPolicy(exposure.policy.name);
  const { policy, outcome = null } = world;
  const isAsked = exposure.policy.name === "self_selection" ||
    (outcome !== null && !isComputed(outcome));
  const prices = known ?? await loadPrices(world.host);
  const prepared = preparedTimeline(parts, { policy, outcome, isAsked }, prices);
  checkDispatch(prepared.named.values(), parts.conduct);
  checkPrices([...prepared.named.values()], parts, prices);
  const warnings = [
    ...(policy.check?.({ panelists: prepared.actors, ...exposure }) ?? []),
    ...(isAsked || plan.models === null
      ? []
      : ["no model is asked anything: those named are idle"]),
  ];
  return { ...prepared, warnings };
}

/** What a timeline is made of that is known to be good: who is followed on which model, at which prices. */
export function preparedTimeline(
  parts: Parts,
  { policy, outcome, isAsked }: Pick<PreparedTimeline, "policy" | "outcome" | "isAsked">,
  prices: Prices,
): PreparedTimeline {
  const { plan } = parts;
  const { exposure } = plan;
  if (exposure === undefined) throw new TypeError("Cannot follow the panel: nothing is exposed");
  const models = isAsked ? chosenModels(parts) : NOBODY;
  const named = isAsked ? namedModels(models, parts) : new Map<string, NamedModel>();
  const panelists = isAsked ? panelistsOf(plan, models, named) : peopleOf(plan);
  // A policy of one's own is handed the very list.
  const actors = Object.freeze(actorsOf(panelists, { isEnsemble: models.mode === "ensemble" }));
  // Of a run that was kept there is the outcome's description only.
  const notices = [noticeOf(named), exposure.outcome?.name === "deterministic" ? MADE_UP : null]
    .filter((notice) => notice !== null);
  const sections = timelineSections({ plan, exposure, models, named, panelists });
  return {
    ...{ parts, models, named, panelists, actors, exposure, policy, outcome, isAsked, prices },
    ...{
      sections,
      fingerprint: fingerprint(sections),
      warnings: [],
      synthesiser: null,
      larger: null,
    },
    systemPrompt: promptOf(plan.template),
    notice: notices.length === 0 ? null : notices.join("; "),
    choice: isAsked ? choiceOf(parts, models) : null,
  };
}

function checkPolicy(name: string): void {
  if (POLICIES.some((known) => known === name)) return;
  throw new TypeError(
    `Cannot follow the policy "${name}": it must say which of ${POLICIES.join(", ")} it is`,
  );
}

/** Everybody on the panel, where no model answers for them. */
function peopleOf({ personas }: Plan): Panelist[] {
  const ids = panelistIds(personas);
  // There is an id for each persona.
  return personas.map((persona, at) => ({ id: ids[at] as string, persona, models: [] }));
}

/** What is for panels that are asked: silence would let somebody believe that it was done. */
function refuseOthers(plan: Plan, { conduct }: Parts): void {
  const set: readonly (readonly [boolean, string])[] = [
    [plan.repeats !== 1, "repeats()"],
    [plan.variants !== 0, "variants()"],
    [plan.blend, "blend()"],
    [plan.schema !== null, "schema()"],
    [plan.synthesis !== null, "synthesize()"],
    [Object.keys(plan.variables).length > 0, "vars()"],
    [conduct.batch === true, "batch()"],
    [conduct.until !== undefined, "until()"],
    [conduct.questionFailures !== undefined, "limit({ questionFailures })"],
  ];
  const names = set.flatMap(([isSet, name]) => isSet ? [name] : []);
  if (names.length === 0) return;
  throw new TypeError(
    `Cannot follow the panel with ${names.join(", ")}: that is for a panel that is asked`,
  );
}

function checkProducts({ products }: PlannedExposure): void {
  if (products.length === 0) throw new TypeError("Cannot follow the panel: there are no products");
  const seen = new Set<string>();
  for (const { id } of products) {
    if (seen.has(id)) throw new TypeError(`Cannot expose the products: "${id}" is there twice`);
    seen.add(id);
  }
}
