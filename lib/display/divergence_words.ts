import { type Divergence } from "../analysis/divergence.ts";
import { type Interval } from "../statistics/wilson.ts";
import { counted } from "./counted.ts";
import { type DivergenceRow } from "./divergence_part.ts";

/** A divergence in bits, as it is written. */
export function bits(value: number): string {
  return value.toFixed(3).replace("-", "−");
}

/** The row of a panel with what chance alone gives behind it, and the uniform respondent. */
export function panelRow(label: string, one: Divergence): DivergenceRow {
  return {
    ...{ label, panel: valueOf(one), ignorant: one.nulls.uniform.jsd },
    chance: { mean: one.nulls.human.jsd, floor95: one.floor95 },
    said: `${saidOf(one)}\n${one.grade}`,
  };
}

/** The corrected divergence with its interval, in words. */
export function saidOf({ jsdCorrected, interval }: Divergence): string {
  return `${bits(jsdCorrected)} [${bits(interval.low)}, ${bits(interval.high)}]`;
}

/** The corrected divergence with its interval, as a value. */
export function valueOf({ jsdCorrected: value, interval }: Divergence) {
  return { value, low: interval.low, high: interval.high };
}

/** A divergence among its null lines, from near to far. */
export function nullRows(one: Divergence): DivergenceRow[] {
  const { human, majority, retest, uniform } = one.nulls;
  const chance = { mean: human.jsd, floor95: one.floor95 };
  return [
    { label: "this panel", panel: valueOf(one), said: `${saidOf(one)}\n${one.grade}` },
    {
      ...{ label: "people, as many as the panel is worth", chance },
      said: `mean ${bits(human.jsd)}\n95 % below ${bits(one.floor95)}`,
    },
    ...(retest === null ? [] : [{
      ...{ label: "the same people asked again", chance: { mean: retest.jsd, floor95: null } },
      said: `mean ${bits(retest.jsd)}`,
    }]),
    ...[
      { label: "every option alike", ignorant: uniform.jsd, said: bits(uniform.jsd) },
      {
        label: "always the most frequent answer",
        ...{ ignorant: majority.jsd, said: bits(majority.jsd) },
      },
    ],
  ];
}

/** Whether chance alone would do, and what the divergence is: a sentence each. */
export function chanceOf({ pNull, distinguishable }: Divergence): string[] {
  return [
    `${distinguishable ? "differs" : "cannot be told"} from people (${chance(pNull)})`,
    METHOD,
  ];
}

/** The probability that chance alone gives as much, as it is written. */
export function chance(p: number): string {
  return p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(3)}`;
}

/** How a divergence and its interval are made. */
export const METHOD =
  "divergence with what sampling adds taken out, 95 % interval by test inversion";

/** All that is known of a divergence: what it is, its value, and what is to be said of that. */
export function divergenceCells(one: Divergence): string[][] {
  const { gradeInterval: { low, high }, humanN, nEffective, wasserstein, nulls } = one;
  const [panel, ...lines] = nullRows(one);
  const worth = Math.floor(nEffective) < one.n ? `, worth ${Math.floor(nEffective)}` : "";
  const people = humanN === null ? "shares taken as exact" : `n = ${inDigits(humanN)}`;
  return [
    ["divergence, corrected", saidOf(one), `${one.grade}; 95 %: ${low} to ${high}`],
    ["divergence, as observed", bits(one.jsd), chance(one.pNull)],
    ...lines.map(({ label, said }) => [label, ...said.split("\n")]),
    ["total variation", bits(one.tvd), `95 % of such people below ${bits(nulls.floor95.tvd)}`],
    ...(wasserstein === null ? [] : [[
      ...["Wasserstein distance", bits(wasserstein)],
      `95 % of such people below ${bits(nulls.floor95.wasserstein ?? 0)}`,
    ]]),
    [
      "skill",
      one.skill === null ? "none" : withRange(one.skill, one.skillInterval),
      one.skillReason ?? "",
    ],
    [panel?.label ?? "", `n = ${counted(one.n, "answer")}${worth}`, `people: ${people}`],
  ];
}

function withRange(value: number, interval: Interval | null): string {
  const range = interval === null ? "" : ` [${bits(interval.low)}, ${bits(interval.high)}]`;
  return `${bits(value)}${range}`;
}

function inDigits(number: number): string {
  return Math.floor(number).toLocaleString("en-GB");
}
