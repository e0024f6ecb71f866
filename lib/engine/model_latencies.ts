import { type Database } from "../host/host.ts";

/**
 * How long the replies of each model took that were asked for here, in milliseconds, from the shortest to the
 * longest: of the calls that meet a condition. What came from a store took no time of the model's.
 */
export function modelLatencies(
  database: Database,
  where: string,
): ReadonlyMap<string, readonly number[]> {
  const calls = database.prepare(
    `SELECT model, latency FROM calls WHERE ${where} AND source = 'asked' AND reply <> 'null' ` +
      "ORDER BY model, latency",
  );
  const byModel = new Map<string, number[]>();
  for (const { model, latency } of calls.iterate()) {
    const known = byModel.get(String(model)) ?? [];
    known.push(Number(latency));
    byModel.set(String(model), known);
  }
  return byModel;
}
