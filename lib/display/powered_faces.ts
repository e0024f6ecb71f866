import { type Powered } from "../statistics/ppi.ts";
import { type PoweredShares } from "../statistics/ppi_shares.ts";
import { percent } from "./bars.ts";
import { columns, cut } from "./columns.ts";
import { type Face } from "./face.ts";
import { table } from "./html.ts";
import { recordFace } from "./record_face.ts";

/** A mean of people that a panel helped to estimate. */
export const poweredFace: Face<Powered> = recordFace({
  title: (powered) => `a mean of people, with the help of a panel: ${worthOf(powered)}`,
  notes: ({ warnings }) => warnings,
  without: ["warnings"],
});

/** Shares of people that a panel helped to estimate. */
export const poweredSharesFace: Face<PoweredShares> = {
  text: (powered) =>
    [titleOf(powered), ...columns([HEAD, ...cellsOf(powered)], [1, 3]), ...powered.warnings]
      .join("\n"),
  html: (powered) =>
    table(HEAD, cellsOf(powered), {
      caption: [titleOf(powered), ...powered.warnings].join("; "),
      right: [1, 3],
    }),
};

const HEAD = ["option", "share", "interval", "standard error"];

function cellsOf({ shares, intervals, standardErrors }: PoweredShares): string[][] {
  return Object.entries(shares).map(([option, share]) => {
    const { low = 0, high = 0 } = intervals[option] ?? {};
    const range = `${percent(low)} to ${percent(high)}`;
    return [cut(option, 40), percent(share), range, (standardErrors[option] ?? 0).toFixed(4)];
  });
}

function titleOf(powered: PoweredShares): string {
  return `shares of people, with the help of a panel: ${worthOf(powered)}`;
}

/** What the panel was worth, in words. */
function worthOf({ n, nEffective, lambda }: Pick<Powered, "n" | "nEffective" | "lambda">): string {
  return `${n} people are worth ${nEffective.toFixed(1)}, the panel trusted by λ ${
    lambda.toFixed(2)
  }`;
}
