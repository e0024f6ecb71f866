import OpenAI from "openai";
import { choice, instrument, panel, type Persona } from "../../mod.ts";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { wireSchema } from "../../lib/models/wire_schema.ts";
import { personaPrompt } from "../../lib/personas/prompt.ts";
import { stream } from "../../lib/random/stream.ts";
import { envFor, hostWith } from "../hosts.ts";

const MODEL = "gpt-4o-mini";
const TIER = choice("Which tier would you buy?", ["free", "pro", "team"]);

/** What is asked of the service, once in each way. */
export interface Asking {
  readonly url: string;
  /** How many answers. */
  readonly answers: number;
  readonly concurrency: number;
  /** How many people share the answers. @default {one for each answer} */
  readonly among?: number;
}

/** So many different people. */
export function people(count: number): Persona[] {
  return Array.from({ length: count }, (_, place) => ({
    name: `P${place}`,
    age: 18 + place % 60,
    occupation: "Shop assistant",
    background: "Lives in a small town and takes the bus to work.",
    personality_traits: ["careful", "curious"],
  }));
}

/** The whole path: seconds from the panel to the result, journal included. */
export async function whole(asking: Asking): Promise<number> {
  const { url, answers, concurrency, among = answers } = asking;
  const keys = Array.from({ length: answers / among }, (_, place) => `tier${place}`);
  const study = panel({ host: hostWith({ env: envFor({ url }) }) })
    .personas(people(among)).models(MODEL).seed(1).limit({ concurrency })
    .ask(instrument("bench", Object.fromEntries(keys.map((key) => [key, TIER]))));
  const begun = performance.now();
  const result = await study.run();
  const seconds = (performance.now() - begun) / 1000;
  if (keys.some((key) => result.tally(key).n !== among)) {
    throw new Error("Cannot bench: an answer is missing");
  }
  return seconds;
}

/** So many requests the bare loop repeats: it neither makes them meanwhile nor holds one for each answer. */
const REPEATED = 1000;

/** The bare loop: the same client sends the same kind of requests, reads the answers, and does nothing else. */
export async function bare({ url, answers, concurrency }: Asking): Promise<number> {
  const client = new OpenAI({ apiKey: "test-key", baseURL: `${url}/v1`, maxRetries: 0 });
  const bodies = people(Math.min(answers, REPEATED)).map(bodyOf);
  const begun = performance.now();
  let next = 0;
  let read = 0;
  const worker = async () => {
    while (next < answers) {
      const body = bodies[next++ % bodies.length];
      if (body === undefined) throw new Error("Cannot bench: there is nothing to ask");
      const { choices } = await client.chat.completions.create(body);
      if (JSON.parse(choices[0]?.message.content ?? "{}").answer !== undefined) read += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  if (read !== answers) throw new Error("Cannot bench: an answer is missing");
  return (performance.now() - begun) / 1000;
}

function bodyOf(persona: Persona): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const question = new CompiledQuestion("tier", TIER);
  const order = question.order(stream(1).fork(persona.name ?? ""));
  return {
    model: MODEL,
    messages: [
      { role: "system", content: personaPrompt(persona) },
      { role: "user", content: question.wording(order) },
    ],
    max_tokens: question.maxTokens,
    seed: 1,
    response_format: {
      type: "json_schema",
      json_schema: { name: "answer", schema: wireSchema(question.schema ?? {}), strict: true },
    },
  };
}
