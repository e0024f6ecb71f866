import { bar, percent } from "./bars.ts";
import { columns, cut } from "./columns.ts";
import { counted } from "./counted.ts";
import { table } from "./html.ts";

/** The shares of one question while answers come in. */
export interface LiveShares {
  /** What was asked. */
  readonly title: string;
  /** How many answers there are so far, in words. */
  readonly answers: number;
  /** Each option with how many named it. */
  readonly counts: readonly { readonly label: string; readonly count: number }[];
}

const WIDE = 24;

/** Shares that fill in, as lines of bars. */
export function liveLines(shares: readonly LiveShares[]): string[] {
  return shares.flatMap((one) => [
    headOf(one),
    ...columns(
      one.counts.map(({ label, count }) => {
        const share = count / Math.max(1, one.answers);
        return [cut(label, 28), bar(share, WIDE), percent(share), String(count)];
      }),
      [2, 3],
    ).map((line) => `  ${line}`),
  ]);
}

/** The same as HTML. */
export function liveTables(shares: readonly LiveShares[]): string {
  return shares.map((one) => {
    const rows = one.counts.map(({ label, count }) => {
      const share = count / Math.max(1, one.answers);
      return [label, { share }, percent(share), String(count)];
    });
    return table(["", "", "share", "count"], rows, { caption: headOf(one), right: [2, 3] });
  }).join("");
}

function headOf({ title, answers }: LiveShares): string {
  return `${cut(title, 72)} (${counted(answers, "answer")} so far)`;
}
