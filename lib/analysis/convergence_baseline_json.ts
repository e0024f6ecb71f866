import { type ConvergenceBaseline } from "./convergence_baseline.ts";

/** Where the licences of SynthBench's public datasets stand. */
const LICENCES: Readonly<Record<string, string>> = {
  gss: "https://gss.norc.org/About-The-GSS",
  ntia: "https://www.ntia.gov/page/download-ntia-internet-use-survey-datasets",
};

/**
 * The curve of humans as it stands in JSON: the payload of SynthBench, with the curve and the size that the
 * reference looks for in it, and what is expected beside what was drawn.
 */
export function convergenceBaselineJson(human: ConvergenceBaseline): Record<string, unknown> {
  const [dataset = ""] = human.id.split(":");
  const { epsilon, flatness, draws, curve, where } = human;
  return {
    dataset,
    question_key: human.key,
    year: human.year,
    ...(Object.keys(where).length === 0 ? {} : { where }),
    human_distribution: human.shares,
    // What is not known to be public is told in sums only.
    redistribution_policy: isPublic(dataset) ? "full" : "aggregates_only",
    license_url: LICENCES[dataset] ?? null,
    citation: human.citation,
    converged_at: human.convergedAt,
    curve: curve.map(({ n, mean, p10, p90, expected }) => ({
      n,
      jsd_mean: rounded(mean),
      jsd_p10: rounded(p10),
      jsd_p90: rounded(p90),
      jsd_expected: rounded(expected),
      bootstrap_B: draws,
    })),
    parameters: {
      ...{ sample_sizes: curve.map(({ n }) => n), bootstrap_B: draws, epsilon, delta: flatness },
    },
  };
}

function isPublic(dataset: string): boolean {
  return Object.hasOwn(LICENCES, dataset) || dataset.startsWith("fte_");
}

function rounded(number: number): number {
  return Number(number.toFixed(6));
}
