import { type EventMetrics } from "../analysis/analyze_events.ts";
import { type DiversityMetrics } from "../analysis/event_diversity.ts";
import { type DistanceNote, type PersonaMetrics } from "../analysis/event_persona.ts";
import { type SelectionMetrics } from "../analysis/event_selections.ts";
import { counted } from "./counted.ts";
import { figure, type Section } from "./sections.ts";

/** What is known of events, to be read: a section for each kind of metrics that there is. */
export function metricSections(metrics: Partial<EventMetrics>): Section[] {
  const { quality, diversity, persona, selection } = metrics;
  return [
    ...(quality ? [{ heading: "Quality", rows: [["", "value"], ...flat(quality)] }] : []),
    ...(diversity ? [diversitySection(diversity)] : []),
    ...(persona ? [personaSection(persona)] : []),
    ...(selection ? [selectionSection(selection)] : []),
  ];
}

function diversitySection(fields: Readonly<Record<string, DiversityMetrics>>): Section {
  const head = [
    "outcome",
    "n",
    "values",
    "entropy, bits",
    "of declared",
    "of observed",
    "mean",
    "var",
  ];
  return {
    heading: "Diversity",
    rows: [
      head,
      ...Object.entries(fields).map(([field, one]) => [
        ...[field, String(one.n), String(one.support_observed), figure(one.entropy)],
        ...[figure(one.normalized_entropy_declared), figure(one.normalized_entropy_observed)],
        ...[figure(one.mean), figure(one.variance)],
      ]),
    ],
  };
}

function personaSection(persona: PersonaMetrics): Section {
  const { outcome_field, supported, panelist_distance, product_distance, ...rest } = persona;
  if (!supported) {
    const rows = [["", "value"], ["n_observed", String(persona.n_observed)]];
    const notes = [`"${outcome_field}" has no values that are all numbers.`];
    return { heading: "Panelists and products", rows, notes };
  }
  return {
    heading: `Panelists and products by "${outcome_field}"`,
    rows: [["", "value"], ...flat(rest)],
    notes: [...noteOf("panelists", panelist_distance), ...noteOf("products", product_distance)],
  };
}

/** Where a distance is not of all pairs, what it is of. */
function noteOf(whose: string, { method, pairs, standard_error }: DistanceNote): string[] {
  if (method !== "sampled") return [];
  return [
    `The distance between ${whose} is of ${counted(pairs, "pair")} drawn at random, ` +
    `its standard error ${figure(standard_error)}.`,
  ];
}

function selectionSection(
  { requested, executed, first_shown, ...rest }: SelectionMetrics,
): Section {
  const named = (name: string, values: object) =>
    flat(values).map(([key = "", value = ""]) => [`${name} ${key}`, value]);
  const notes = first_shown === null ? [] : [
    `The first request is the first shown in ${percent(first_shown.share)} of ` +
    `${counted(first_shown.n, "selection")} (95 % interval ${
      percent(first_shown.interval.low)
    } to ` +
    `${percent(first_shown.interval.high)}); ${
      percent(first_shown.expected)
    } where the place does ` +
    "not matter.",
  ];
  return {
    heading: "Selections",
    rows: [
      ["", "value"],
      ...flat(rest),
      ...named("requested", requested),
      ...named("executed", executed),
    ],
    notes,
  };
}

/** Figures by name; those of fields as `outcome_missing_rates.rating`. */
function flat(values: object): string[][] {
  return Object.entries(values).flatMap(([key, value]) =>
    typeof value === "object" && value !== null
      ? flat(value).map(([inner = "", text = ""]) => [`${key}.${inner}`, text])
      : [[key, typeof value === "string" ? value : figure(value)]]
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
