import { type Model, type Request, scripted } from "../../mod.ts";
import { answerByHash } from "../loopback/answers.ts";
import { type Answer, type Normalised } from "../loopback/request.ts";
import { findings } from "./synthesis_desk.ts";

/** A scripted model of any name, and every request that reached it. */
export function recorded(
  replies: Parameters<typeof scripted>[0],
  id = "scripted",
): { readonly model: Model; readonly requests: readonly Request[] } {
  const requests: Request[] = [];
  const script = scripted(replies);
  const reply: Model["reply"] = (request, signal) => {
    requests.push(request);
    return script.reply(request, signal);
  };
  return { model: { ...script, id, accepts: () => {}, reply }, requests };
}

/** How many requests were made for each purpose. */
export function purposes(requests: readonly Request[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { about: { purpose } } of requests) counts[purpose] = (counts[purpose] ?? 0) + 1;
  return counts;
}

/** People who can be varied on every axis. */
export function described(count: number) {
  return Array.from({ length: count }, (_, place) => ({
    name: `P${place}`,
    age: 30 + place,
    occupation: "nurse",
    background: "Lives in a small town. Walks a lot.",
    personality_traits: ["calm", "curious"],
    region: place % 2 === 0 ? "north" : "south",
  }));
}

/** What the service says: like the default, but a variant changes its axis, and a synthesis is one. */
export function respond(request: Normalised): Answer {
  const { system, schema } = request;
  if (system.startsWith("You edit descriptions")) return { data: variantOf(request) };
  if (schema !== null && "recommendation" in Object(schema.properties)) return { data: findings() };
  return answerByHash(request);
}

/** A faithful variant of whoever stands in the task. */
export function variantOf({ messages, schema }: Pick<Normalised, "messages" | "schema">) {
  const task = messages[0]?.text ?? "";
  const [, json = "{}"] = /as JSON:\n(.*)$/m.exec(task) ?? [];
  const { age, background, personality_traits: traits } = JSON.parse(json);
  const all = {
    age: age + 7,
    occupation: "senior nurse",
    background: /^Add /m.test(task) ? `${background} They are tired.` : `In short: ${background}`,
    personality_traits: ["bold", ...traits.slice(1)],
    change_description: "one thing",
  };
  const wanted = Object.keys(Object(schema?.properties));
  return Object.fromEntries(Object.entries(all).filter(([field]) => wanted.includes(field)));
}
