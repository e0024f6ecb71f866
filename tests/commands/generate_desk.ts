import { main } from "../../lib/commands/main.ts";
import { type Env, envFor, hostWith } from "../hosts.ts";
import { type Loopback } from "../loopback/service.ts";
import { filed, type Finished } from "./desk.ts";

/** Five personas of records, as JSON lines; of those without a text nobody knows how they speak. */
export function peopleLines(ids: readonly string[], { hasText = true } = {}): string {
  return ids.map((persona_id, place) =>
    JSON.stringify({
      persona_id,
      ...(hasText ? { persona_text: `You are ${persona_id}, and you like beer.` } : {}),
      attributes: { age: 20 + place },
    })
  ).join("\n");
}

/** Products of these names, as YAML. */
export function productsYaml(names: readonly string[]): string {
  return `products:\n${names.map((name) => `  - { id: ${name}, label: Name ${name} }`).join("\n")}`;
}

/** The questionnaire of the cases: a rating that is required, and a reason that is not. */
export const ASKED = `
questionnaire:
  outcomes: { fields: { rating: { type: int, question: How is it?, choices: [1, 2, 3, 4, 5] } } }
  traces: { fields: { why: { type: text, question: Why?, required: false } } }
`;

/** A folder with a configuration, its panelists and its products, and the way to run it. */
export async function generating(files: {
  readonly config: string;
  readonly people?: string;
  readonly products?: string;
}) {
  const place = await filed({
    "events.yaml": files.config,
    "people.jsonl": files.people ?? peopleLines(["p1", "p2", "p3", "p4", "p5"]),
    "beers.yaml": files.products ?? productsYaml(["A", "B", "C"]),
  });
  const out = place.at("out");
  const run = async (
    args: readonly string[] = [],
    { loop, env = {} }: { readonly loop?: Pick<Loopback, "url">; readonly env?: Env } = {},
  ): Promise<Finished> => {
    const host = hostWith({ env: { ...(loop === undefined ? {} : envFor(loop)), ...env } });
    const config = ["--config", place.at("events.yaml"), "--output-dir", out];
    const code = await main(["events", "generate", ...config, ...args], host);
    return { code, ...host.written };
  };
  const read = (name: string) => Deno.readTextFile(`${out}/${name}`);
  const json = async (name: string) => JSON.parse(await read(name));
  const rows = async () => {
    const lines = (await read("events.jsonl")).split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line));
  };
  return { ...place, out, run, read, json, rows };
}
