import { type ScaleOptions } from "@observablehq/plot";

/** The scale of shares: from nobody to everybody. */
export const PERCENT: ScaleOptions = {
  ...{ domain: [0, 1], ticks: 5, tickFormat: (share: number) => `${Math.round(share * 100)} %` },
};
