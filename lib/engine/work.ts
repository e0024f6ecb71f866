import * as z from "zod";
import { type QueueLine, type QueueTaker } from "../host/queue.ts";
import { type About, type ModelSpec, type Reply, type Request } from "../models/model.ts";
import { type FailureKind, ModelError } from "../models/model_error.ts";
import { sha256 } from "../random/hash.ts";
import { read } from "../schema/read.ts";

/** A run, as far as whoever works for it must know it. */
export interface DispatchedRun {
  /** The run's id. */
  readonly run: string;
  /** When it was begun: a run that is begun anew under the same id is another one. */
  readonly created: string;
  /** The version of the program. */
  readonly version: string;
  /** The fingerprint of the plan. */
  readonly fingerprint: string;
}

/** One call of a model that somebody else is to make: plain data, and no key. */
export interface Work extends DispatchedRun {
  /** Names the call; it is the same whoever asks for it, and however often. */
  readonly key: string;
  /** What the model is made from. */
  readonly spec: ModelSpec;
  /** How many forms of a structured answer the model is known to refuse. */
  readonly refused: number;
  readonly request: Omit<Request, "about"> & { readonly about?: About };
}

/** What came of a call: a reply, why there is none, or nothing, because whoever had it has gone. */
export type WorkOutcome =
  | { readonly reply: Reply }
  | { readonly error: WorkError }
  | { readonly lost: true };

/** A failure of a model, as data. */
export interface WorkError {
  readonly kind: FailureKind;
  readonly message: string;
  readonly status?: number | undefined;
  readonly retryAfter?: number | undefined;
}

/** What came of a piece of work, and how that is taken off its line. */
export interface WorkResult {
  readonly key: string;
  readonly receipt: string;
  readonly outcome: WorkOutcome;
}

/** The lines of work, of what came of it, and of the runs that it is of. */
const WORK = "QUORUM_WORK";
const REPLIES = "QUORUM_REPLIES";
const RUNS = "QUORUM_RUNS";

/** The lines that dispatched runs share. */
export const LINES: readonly QueueLine[] = [
  { name: WORK, subject: "quorum.work.*.*.*", keeps: "until settled" },
  { name: REPLIES, subject: "quorum.reply.*.*", keeps: "until settled" },
  { name: RUNS, subject: "quorum.run.*", keeps: "the last of each subject" },
];

// A worker that still lives says so every three seconds.
export const STILL_THERE = 3000;
const PATIENCE = 10_000;

/** Where things of a run are. */
export interface Places {
  /** A piece of its work, for the workers that have a provider. */
  work(provider: string, key: string): string;
  /** All of its work. */
  readonly allWork: readonly [line: string, subject: string];
  /** What came of a piece of work. */
  reply(key: string): readonly [line: string, subject: string];
  readonly allReplies: readonly [line: string, subject: string];
  /** Where workers ask whether they are to begin a piece of work. */
  readonly begun: string;
  /** Who takes what came of its work. */
  readonly coordinator: QueueTaker;
}

/** The places of a run; those of another one under the same id are others. */
export function placesOf({ run, created }: Pick<DispatchedRun, "run" | "created">): Places {
  const word = shortHash([run, created]);
  return {
    work: (provider, key) => `quorum.work.${provider}.${word}.${key}`,
    allWork: [WORK, `quorum.work.*.${word}.*`],
    reply: (key) => [REPLIES, `quorum.reply.${word}.${key}`],
    allReplies: [REPLIES, `quorum.reply.${word}.*`],
    begun: `quorum.begun.${word}`,
    coordinator: {
      ...{ line: REPLIES, name: `coordinator-${word}` },
      ...{ subject: `quorum.reply.${word}.*`, patience: 24 * 3_600_000 },
    },
  };
}

/** Where it stands which run an id is of, and where its coordinator answers. */
export function registerOf(
  run: string,
): { readonly entry: readonly [string, string]; readonly alive: string } {
  const word = shortHash([run]);
  return { entry: [RUNS, `quorum.run.${word}`], alive: `quorum.alive.${word}` };
}

/** Who does the work of a provider's models. */
export function workersOf(provider: string): QueueTaker {
  return {
    ...{ line: WORK, name: `workers-${provider}` },
    ...{ subject: `quorum.work.${provider}.*.*`, patience: PATIENCE },
  };
}

/** Names a call by all that tells it from others. */
export function workKey(parts: readonly unknown[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 32);
}

/** The work itself, where it lies. */
export function workAt({ allWork: [line] }: Places, subject: string): readonly [string, string] {
  return [line, subject];
}

function shortHash(parts: readonly string[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 24);
}

const identity = {
  run: z.string(),
  created: z.string(),
  version: z.string(),
  fingerprint: z.string(),
};

const registered = z.object(identity);

const work = z.object({
  ...identity,
  key: z.string().regex(/^[0-9a-f]{32}$/),
  spec: z.looseObject({ provider: z.string() }),
  refused: z.int().min(0),
  // What a newer version adds is for the version that it is of.
  request: z.looseObject({
    system: z.string(),
    messages: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.string() })),
    schema: z.record(z.string(), z.unknown()).nullable(),
    maxTokens: z.number(),
    temperature: z.number().optional(),
    topP: z.number().optional(),
    seed: z.number().optional(),
    about: z.looseObject({ purpose: z.string(), panelist: z.string(), repeat: z.number() })
      .optional(),
  }),
});

const KINDS: readonly FailureKind[] = [
  ...["auth", "rate", "bad", "form", "unknown model"] as const,
  ...["server", "transport", "unreadable"] as const,
];

const tokens = z.number().min(0);

const result = z.object({
  key: z.string(),
  // Whoever could name another place would have us write there.
  receipt: z.string().regex(/^\$JS\.ACK\.(?:[^.\s]+\.){0,2}QUORUM_WORK\.workers-[^\s*>]+$/),
  outcome: z.union([
    z.object({
      reply: z.looseObject({
        text: z.string(),
        ended: z.enum(["complete", "cut", "refused"]),
        usage: z.object({ input: tokens, output: tokens, cacheWrite: tokens, cacheRead: tokens }),
        cost: z.number().min(0).optional(),
        served: z.string(),
      }),
    }),
    z.object({
      error: z.object({
        kind: z.enum(KINDS),
        message: z.string(),
        status: z.number().optional(),
        retryAfter: z.number().optional(),
      }),
    }),
    z.object({ lost: z.literal(true) }),
  ]),
});

/** Reads what stands there of a run; undefined where it is nothing of ours. */
export function readRun(text: string): DispatchedRun | undefined {
  return orNothing(() => read(registered, JSON.parse(text), "the run"));
}

/** Reads a piece of work; undefined where it is none. */
export function readWork(text: string): Work | undefined {
  // JSON has no members that are undefined, and what a request is about is for who lives in the program.
  return orNothing(() => read(work, JSON.parse(text), "the work") as unknown as Work);
}

/** Reads what came of a piece of work; undefined where it is nothing of the kind. */
export function readResult(text: string): WorkResult | undefined {
  // JSON has no members that are undefined.
  return orNothing(() => read(result, JSON.parse(text), "the result") as WorkResult);
}

function orNothing<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/**
 * What a worker is told that is about to begin a piece of work: to do so; that another one has; or that nobody
 * waits for it any more.
 */
export type Leave = "begin" | "begun" | "over";

/** A failure as data, and as it was. */
export function errorData({ kind, message, status, retryAfter }: ModelError): WorkError {
  return { kind, message, status, retryAfter };
}

/** The failure that data stands for. */
export function errorOf({ message, ...details }: WorkError): ModelError {
  return new ModelError(message, details);
}
