import { type EvaluationRow } from "../../mod.ts";
import { eventIds } from "../../mod.ts";
import { stream } from "../../lib/random/stream.ts";

/** How many people meet how many products, all of them in each of so many periods. */
export interface EventFile {
  readonly panelists: number;
  readonly products: number;
  readonly periods: number;
}

/** Half a million evaluations, as the reference program was measured with. */
export const HALF_A_MILLION: EventFile = { panelists: 10_000, products: 10, periods: 5 };

/**
 * Writes a file of evaluations of about 665 bytes each: six attributes of a person, two outcomes and a trace.
 * Ratings lean towards a product and a person, so that there is something to find.
 */
export async function writeEventFile(path: string, size: EventFile): Promise<void> {
  const ids = await eventIds();
  const random = stream(6);
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  for (let t = 0; t < size.periods; t++) {
    for (let panelist = 0; panelist < size.panelists; panelist++) {
      let lines = "";
      for (let product = 0; product < size.products; product++) {
        lines += `${JSON.stringify(evaluation({ t, panelist, product }))}\n`;
      }
      await writer.write(encoder.encode(lines));
    }
  }
  await writer.close();

  function evaluation(of: { t: number; panelist: number; product: number }): EvaluationRow {
    const panelist_id = `p${String(of.panelist).padStart(5, "0")}`;
    const product_id = `prod${String(of.product).padStart(4, "0")}`;
    const known = {
      ...{ schema_version: "0.1.0" as const, policy: "random" as const },
      ...{ panelist_id, product_id, t: of.t, selection_id: null },
    };
    const liking = 2 + of.product % 3 * 0.7 + of.panelist % 5 * 0.2 + random.uniform() * 2;
    return {
      event_id: ids.evaluation(known),
      event_type: "evaluation",
      outcomes: { buy: random.uniform() < liking / 6, rating: Math.min(5, Math.round(liking)) },
      panelist_features: {
        age_group: ["18-24", "25-34", "35-54", "55+"][of.panelist % 4],
        bitterness_tolerance: of.panelist % 11 / 10,
        gender: ["female", "male"][of.panelist % 2],
        income_bracket: ["low", "middle", "high"][of.panelist % 3],
        price_sensitivity: of.panelist % 7 / 7,
        region: ["north", "south", "east", "west"][of.panelist % 4],
      },
      product_display: `Product number ${of.product}\n(abv=${4 + of.product / 10}, style=pale ale)`,
      product_features: { abv: 4 + of.product / 10, ibu: 20 + of.product, style: "pale ale" },
      traces: {
        why: `${product_id} suits ${panelist_id} in period ${of.t} well enough, I think; ` +
          "what it costs is another matter, and so is the label that it has.",
      },
      ...known,
    };
  }
}
