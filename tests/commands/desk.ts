import { main } from "../../lib/commands/main.ts";
import { type Env, envFor, folder, hostWith } from "../hosts.ts";
import { type Answerer, type Normalised } from "../loopback/request.ts";
import { type Loopback } from "../loopback/service.ts";
import { respond } from "../studies/speaker.ts";

/** What a command line came to. */
export interface Finished {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Carries out `panel run` in this process, with the service as every provider. */
export async function panelRun(
  args: readonly string[],
  loop: Pick<Loopback, "url">,
  env: Env = {},
): Promise<Finished> {
  const host = hostWith({ env: { ...envFor(loop), ...env } });
  const code = await main(["panel", "run", ...args], host);
  return { code, ...host.written };
}

/** The same, with its result as data. */
export async function jsonRun(args: readonly string[], loop: Pick<Loopback, "url">, env: Env = {}) {
  const finished = await panelRun([...args, "--output-format", "json"], loop, env);
  return { ...finished, json: finished.out === "" ? null : JSON.parse(finished.out) };
}

/** A folder with files in it; `at` gives the path of one. */
export async function filed(files: Readonly<Record<string, string>>) {
  const place = await folder();
  const at = (name: string) => `${place.path}/${name}`;
  for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(at(name), text);
  return { at, path: place.path, [Symbol.asyncDispose]: () => place[Symbol.asyncDispose]() };
}

/** A service's answers, and every request that was answered. */
export function heard(answer: Answerer = respond) {
  const requests: Normalised[] = [];
  const listen: Answerer = (request) => {
    requests.push(request);
    return answer(request);
  };
  return { answer: listen, requests };
}

/** What a request is for. */
export function purposeOf({ system, schema }: Normalised): "variant" | "synthesis" | "asking" {
  if (system.startsWith("You edit descriptions")) return "variant";
  return schema !== null && "recommendation" in Object(schema.properties) ? "synthesis" : "asking";
}

/** The six of the reference. */
export const NAMES = [
  ...["Maya Chen", "Derek Washington", "Priya Patel"],
  ...["Sam Torres", "Julia Hoffman", "Omar Rashid"],
] as const;

/** People of these names, described so that they can be varied on every axis. */
export function people(names: readonly string[] = NAMES): string {
  const personas = names.map((name, place) => ({
    ...{ name, age: 30 + place % 60, occupation: "nurse" },
    ...{ background: "Lives in a small town.", personality_traits: ["calm", "curious"] },
  }));
  return JSON.stringify({ personas });
}

/** A survey of two bounded questions and an open one. */
export const SURVEY = `name: Survey
questions:
  - key: tier
    text: Which tier would you buy?
    response_schema: { type: enum, options: [free, pro, team] }
  - key: ease
    text: How easy was it to choose?
    response_schema: { type: scale, min: 1, max: 5 }
  - key: why
    text: What made you choose it?
`;

/** A survey of one bounded question. */
export const ONE = `name: One
questions:
  - { key: tier, text: Which tier?, response_schema: { type: enum, options: [free, pro, team] } }
`;
