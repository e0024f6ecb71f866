import { type BaselineRecord } from "../../mod.ts";
import { fivethirtyeight } from "./fivethirtyeight.ts";
import { gss } from "./gss.ts";
import { ntia } from "./ntia.ts";

const NOTE =
  "Aggregates of answers of people: counts of interviews, or published shares; what is no answer " +
  "is no option. Made by tests/baselines/main.ts; see NOTICE.";

/** Every file of baselines that is made of the collected data, by name. */
export async function baselineFiles(): Promise<ReadonlyMap<string, string>> {
  const records = [...await gss(), ...await ntia(), ...await fivethirtyeight()];
  const datasets = Map.groupBy(records, ({ dataset }) => dataset);
  return new Map([...datasets].map(([dataset, list]) => [`${dataset}.json`, fileText(list)]));
}

function fileText(records: readonly BaselineRecord[]): string {
  const list = records.map(recordText).join(",\n");
  return `{\n "note": ${JSON.stringify(NOTE)},\n "baselines": [\n${list}\n ]\n}\n`;
}

/** A line a key, and a line a wave. */
function recordText(record: BaselineRecord): string {
  const lines = Object.entries(record).map(([key, value]) => {
    if (key !== "waves") return `   "${key}": ${JSON.stringify(value)}`;
    const waves = record.waves.map((wave) => `    ${JSON.stringify(wave)}`);
    return `   "waves": [\n${waves.join(",\n")}\n   ]`;
  });
  return `  {\n${lines.join(",\n")}\n  }`;
}
