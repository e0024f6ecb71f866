import * as z from "zod";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { findFile, knownIds, type Shelf } from "../host/library.ts";
import { readDocument } from "../schema/document.ts";
import { InputError, type Issue } from "../schema/input_error.ts";
import { jinjaIn } from "../schema/placeholders.ts";
import { issuesOf } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { suggest } from "../schema/suggest.ts";
import { type Instrument, type Questions, type Round } from "./instrument.ts";
import { isIssues, parseQuestion } from "./parse_question.ts";
import { routeForm, toRoute } from "./parse_route.ts";
import { routeIssues } from "./route_issues.ts";

const SHELF: Shelf = {
  what: "instrument",
  bundled: "instruments",
  saved: "packs/instruments",
  nearest: suggest,
};

const words = z.string().trim().min(1);
const version = z.union([z.string(), z.number()], { error: "must be a text or a number" });

const manifest = {
  name: words.optional(),
  version: version.optional(),
  description: words.optional(),
  author: words.optional(),
};
const questionList = z.array(z.unknown()).min(1);
const template = words.superRefine((text, context) => {
  const found = jinjaIn(text);
  if (found === undefined) return;
  const message = `has ${JSON.stringify(found)}, which is not filled: write {name} for a field`;
  context.addIssue({ code: "custom", message });
});
const body = strict({
  ...manifest,
  system_prompt_template: template.optional(),
  questions: questionList.optional(),
  rounds: z.array(strict({
    name: words,
    questions: questionList,
    depends_on: words.optional(),
    route_when: z.array(routeForm).min(1).optional(),
  })).min(1).optional(),
});
const wrapped = strict({ ...manifest, id: words.optional(), instrument: z.unknown() });

/**
 * Makes an instrument from the data of a file: `questions` (one round) or `rounds`, at the top or
 * under `instrument`, with `name`, `version`, `description` and `author` beside them.
 *
 * @param file Where the data is from, for the error's sentence.
 * @throws {InputError} With everything that is wrong, by path.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseInstrument } from "../../mod.ts";
 *
 * const survey = parseInstrument({
 *   questions: [{ key: "tier", text: "Which tier?", response_schema: { type: "enum", options: ["a", "b"] } }],
 * });
 * assert(survey.questions.tier?.kind === "choice");
 * ```
 */
export function parseInstrument(data: unknown, file = "the instrument"): Instrument {
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    throw new InputError(file, [{
      path: "$",
      message: 'must be a mapping with "questions" or "rounds"',
    }]);
  }
  const isWrapped = "instrument" in data;
  const outer = isWrapped ? wrapped.safeParse(data) : undefined;
  const outerIssues = outer?.success === false ? issuesOf(outer.error, data) : [];
  const inner = isWrapped ? data.instrument : data;
  const prefix = isWrapped ? "$.instrument" : "$";
  const { instrument, issues } = parseBody(inner, file);
  const all = [
    ...outerIssues,
    ...issues.map((issue) => ({ ...issue, path: prefix + issue.path.slice(1) })),
  ];
  if (instrument === undefined || all.length > 0) throw new InputError(file, all);
  return { ...instrument, ...named(outer?.data) };
}

/**
 * Loads an instrument: a YAML or JSON file by its path, or a saved or bundled one by its id.
 *
 * @param options `host` is the world to read from. @default {this machine}
 * @throws {InputError} With all that is wrong in the file, by line and path.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadInstrument } from "../../mod.ts";
 *
 * const survey = await loadInstrument("first-panel");
 * assert(Object.keys(survey.questions).length === 5);
 * ```
 */
export async function loadInstrument(
  reference: string,
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<Instrument> {
  const { name, path } = await findFile(host, reference, SHELF);
  return readDocument(await host.files.readText(path), name, parseInstrument);
}

/** The ids of the instruments that `loadInstrument` finds: saved and bundled, sorted. */
export function instrumentIds(
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<string[]> {
  return knownIds(host, SHELF);
}

function parseBody(data: unknown, file: string) {
  const checked = body.safeParse(data);
  const issues: Issue[] = checked.success ? [] : issuesOf(checked.error, data);
  const rounds = roundsOf(data, issues);
  const questions: Record<string, Questions[string]> = {};
  const asked = rounds.map((list) => readQuestions(list, questions, issues));
  if (!checked.success) return { issues, instrument: undefined };
  const parsed = (checked.data.rounds ?? [{ name: "default" }]).map((round, place): Round => ({
    name: round.name,
    questions: asked[place] ?? [],
    ...("depends_on" in round ? { dependsOn: round.depends_on } : {}),
    ...("route_when" in round && round.route_when
      ? { routeWhen: round.route_when.map(toRoute) }
      : {}),
  }));
  issues.push(...routeIssues(parsed));
  const { name = nameOf(file), version = "1", description } = checked.data;
  const systemPrompt = checked.data.system_prompt_template;
  const instrument: Instrument = {
    name,
    version: String(version),
    description,
    questions,
    rounds: parsed,
    ...(systemPrompt === undefined ? {} : { systemPromptTemplate: systemPrompt }),
  };
  return { issues, instrument };
}

/** The lists of questions of a body, each with the path where it stands. */
function roundsOf(data: unknown, issues: Issue[]): { path: string; list: readonly unknown[] }[] {
  if (data === null || typeof data !== "object") return [];
  const { questions, rounds } = data as Readonly<Record<string, unknown>>;
  if ((questions === undefined) === (rounds === undefined)) {
    const message = questions === undefined
      ? 'must have "questions" or "rounds"'
      : 'must have either "questions" or "rounds", not both';
    issues.push({ path: "$", message });
  }
  if (Array.isArray(questions)) return [{ path: "$.questions", list: questions }];
  if (!Array.isArray(rounds)) return [];
  return rounds.map((round, place) => ({
    path: `$.rounds[${place}].questions`,
    list: round !== null && typeof round === "object" && Array.isArray(round.questions)
      ? round.questions
      : [],
  }));
}

function readQuestions(
  { path, list }: { readonly path: string; readonly list: readonly unknown[] },
  questions: Record<string, Questions[string]>,
  issues: Issue[],
): string[] {
  return list.flatMap((data, place) => {
    const read = parseQuestion(data);
    const here = `${path}[${place}]`;
    if (isIssues(read)) {
      issues.push(...read.map((issue) => ({ ...issue, path: here + issue.path.slice(1) })));
      return [];
    }
    if (Object.hasOwn(questions, read.key)) {
      issues.push({ path: here, message: `has the key "${read.key}", which another question has` });
      return [];
    }
    questions[read.key] = read.question;
    return [read.key];
  });
}

function named(outer: z.infer<typeof wrapped> | undefined) {
  if (outer === undefined) return {};
  return {
    ...(outer.name === undefined ? {} : { name: outer.name }),
    ...(outer.version === undefined ? {} : { version: String(outer.version) }),
    ...(outer.description === undefined ? {} : { description: outer.description }),
  };
}

function nameOf(file: string): string {
  return file.replace(/^.*\//, "").replace(/\.\w+$/, "");
}
