import { type BestModel } from "../analysis/best_model.ts";
import { type Baseline } from "../benchmarks/baseline.ts";
import { type Leaderboard, type LeaderboardRows } from "../benchmarks/leaderboard_form.ts";
import { type Schedule } from "../encounters/schedule.ts";
import { type Pack } from "../personas/pack.ts";
import { percent } from "./bars.ts";
import { columns, cut } from "./columns.ts";
import { counted } from "./counted.ts";
import { type Face } from "./face.ts";
import { table } from "./html.ts";
import { listFace } from "./list_face.ts";
import { recordFace } from "./record_face.ts";

/** How many people, rows or entries are shown. */
const SHOWN = 20;

/** A pack: the first of its people. */
export const packFace: Face<Pack> = {
  text: (pack) =>
    [
      `${pack.name} · ${counted(pack.size, "persona")}`,
      ...columns(peopleOf(pack)),
      ...restOf(pack.size),
    ]
      .join(
        "\n",
      ),
  html: (pack) =>
    table(
      ["name", "age", "occupation", "traits"],
      peopleOf(pack),
      {
        caption: [`${pack.name}: ${counted(pack.size, "persona")}`, ...restOf(pack.size)].join(" "),
      },
    ),
};

/** A baseline: what people answered. */
export const baselineFace: Face<Baseline> = {
  text: (baseline) =>
    [titleOf(baseline), ...columns(sharesOf(baseline)), baseline.citation].join("\n"),
  html: (baseline) =>
    table(["option", "share"], sharesOf(baseline), { caption: titleOf(baseline), right: [1] }),
};

/** A leaderboard: its first rows. */
export const leaderboardFace: Face<LeaderboardRows> = listFace({
  title: ({ entries }) => counted(entries.length, "row"),
  rows: ({ entries }) => entries,
  head: ["model", "dataset", "SPS", "JSD", "n"],
  cells: ({ label, dataset, sps, jsd, n }) => [
    ...[cut(label, 40), cut(dataset, 20), sps?.toFixed(3) ?? "", jsd?.toFixed(3) ?? ""],
    n === null ? "" : String(n),
  ],
  right: [2, 3, 4],
  notes: saidOf,
});

/** The model that a leaderboard recommends, or why none. */
export const bestModelFace: Face<BestModel> = recordFace({
  title: ({ model, category, dataset, reason }) =>
    model === null
      ? `no model for ${category ?? "all questions"} of ${dataset}: ${reason}`
      : `the best model for ${category ?? "all questions"} of ${dataset} is ${model}`,
  notes: ({ passedOver, warnings }) => [
    ...passedOver.slice(0, SHOWN).map(({ label, reason }) => `passed over: ${label}, ${reason}`),
    ...restOf(passedOver.length),
    ...warnings,
  ],
  without: ["model", "reason", "category", "dataset", "passedOver", "warnings"],
});

/** A schedule: its first lines. */
export const scheduleFace: Face<Schedule> = listFace({
  title: ({ assignments, file }) => `${file}: ${counted(assignments.length, "line")}`,
  rows: ({ assignments }) => assignments,
  head: ["panelist", "t", "product"],
  cells: ({ panelist, t, product }) => [cut(panelist, 40), String(t), cut(product, 40)],
  right: [1],
});

/** What must be known of a leaderboard. */
function saidOf({ unreadable, ...board }: LeaderboardRows & Partial<Leaderboard>): string[] {
  const { source, warnings = [] } = board;
  return [
    ...(source === undefined
      ? []
      : [`from ${source === "live" ? "the address, now" : `a ${source}`}`]),
    ...(unreadable === 0 ? [] : [`${counted(unreadable, "row")} cannot be read`]),
    ...warnings,
  ];
}

function peopleOf(pack: Pack): string[][] {
  return pack.personas.slice(0, SHOWN).map((persona) => [
    persona.name ?? "Anonymous",
    persona.age === undefined ? "" : String(persona.age),
    cut(persona.occupation ?? "", 32),
    cut((persona.personality_traits ?? []).join(", "), 48),
  ]);
}

function restOf(size: number): string[] {
  return size > SHOWN ? [`… and ${(size - SHOWN).toLocaleString("en-GB")} more`] : [];
}

function titleOf({ id, year, where, n, nEffective, text }: Baseline): string {
  const worth = nEffective === null ? "" : `, worth ${Math.round(nEffective)}`;
  const size = n === null ? `n unknown${worth}` : `n = ${n}`;
  return [`${id} ${year ?? "undated"}`, ...Object.values(where), size, text].join(" · ");
}

function sharesOf(baseline: Baseline): string[][] {
  return baseline.options.map((option) => [option, percent(baseline.shares[option] ?? 0)]);
}
