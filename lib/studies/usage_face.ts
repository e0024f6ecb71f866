import { cut } from "../display/columns.ts";
import { counted } from "../display/counted.ts";
import { type Face } from "../display/face.ts";
import { listFace } from "../display/list_face.ts";
import { dollars } from "../display/money.ts";
import { type ModelTotals } from "../engine/model_totals.ts";
import { summedCost } from "./summed_usage.ts";

/** What was spent, model by model. */
export const USAGE_FACE: Face<readonly ModelTotals[]> = listFace({
  title: (usage) =>
    `${counted(usage.reduce((sum, { calls }) => sum + calls, 0), "call")}, ${
      dollars(summedCost(usage))
    }`,
  rows: (usage) => usage,
  head: ["model", "calls", "tokens in", "tokens out", "cached", "cost"],
  cells: ({ model, calls, input, output, cacheWrite, cacheRead, cost }) => [
    cut(model, 40),
    ...[calls, input + cacheWrite + cacheRead, output, cacheRead].map((number) =>
      number.toLocaleString("en-GB")
    ),
    dollars(cost),
  ],
  right: [1, 2, 3, 4, 5],
});
