import { drawMultinomial } from "../../lib/statistics/draw_multinomial.ts";
import { convergence, jsdFloor, jsdInterval, type JudgedRow } from "../../mod.ts";
import { seeded } from "../statistics/seeded.ts";
import { median } from "./process.ts";

const ROUNDS = 9;
const HUMAN = [0.1, 0.15, 0.2, 0.25, 0.3];
/** With so rare an option the χ² limit is not good enough, and panels are drawn. */
const RARE = [0.005, 0.145, 0.25, 0.3, 0.3];
const PANEL = drawMultinomial(600, [0.15, 0.2, 0.2, 0.25, 0.2], seeded(1));
const OPTIONS = ["a", "b", "c", "d", "e"];

/** What a divergence and a convergence cost, as rows of the table: the middle of several, and the first. */
export function statistics(): string[][] {
  const rows = judged(100_000, 10);
  const convergenceBy = (rule: "precision" | "jsd-batch") => () => void convergence(rows, { rule });
  return [
    row("the interval of the JSD of 600 answers to 5 options, humans exact", "≤ 75 ms", () => {
      jsdInterval(PANEL, HUMAN, { n: 600, uniform: seeded(1) });
    }),
    row("the same, humans a sample of 3,000", "≤ 75 ms", () => {
      jsdInterval(PANEL, HUMAN, { n: 600, humanN: 3000, uniform: seeded(1) });
    }),
    row("its null, 20,000 panels drawn", "≤ 50 ms", () => {
      jsdFloor(RARE, { n: 600, observed: 0.01, uniform: seeded(1) });
    }),
    row(
      "convergence of 100,000 × 10 answers, by precision",
      "≤ 300 ms",
      convergenceBy("precision"),
    ),
    row("the same, by jsd-batch", "≤ 300 ms", convergenceBy("jsd-batch")),
  ];
}

function row(what: string, asked: string, work: () => void): string[] {
  const all = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  const [first = NaN] = all;
  const told = `best ${Math.min(...all).toFixed(0)} ms, the first time ${first.toFixed(0)} ms`;
  return [what, `**${median(all).toFixed(0)} ms**`, told, asked];
}

function judged(people: number, questions: number): JudgedRow[] {
  const uniform = seeded(4);
  return Array.from(
    { length: people },
    (_, person) =>
      Array.from({ length: questions }, (_, question) => ({
        ...{ panelist: `p${person}`, question: `q${question}` },
        category: OPTIONS[Math.floor(5 * uniform())] ?? null,
      })),
  ).flat();
}

if (import.meta.main) console.table(statistics());
