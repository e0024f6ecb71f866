import assert from "node:assert/strict";
import { type Loopback } from "../loopback/service.ts";
import { type Finished } from "./command.ts";
import { type Kept, type KeptRun, keptRun, type Setting } from "./kept_run.ts";

/** What a run comes to that nobody interrupts. */
export interface Whole {
  readonly requests: ReadonlySet<string>;
  readonly result: unknown;
  readonly kept: Kept;
}

/** Runs to the end without an interruption. */
export async function uninterrupted(setting: Setting): Promise<Whole> {
  await using run = await keptRun(setting);
  const { code, out, err } = await run.finish(run.begin);
  assert.equal(code, 0, err);
  const requests = answeredOf(run.loop);
  // Else a request could not be told from another one.
  assert.equal(new Set(requests).size, requests.length);
  return { requests: new Set(requests), result: lastingResult(out), kept: await run.journal() };
}

/**
 * Resumes a run that was cut off, and holds what came of it against one that was not: what is asked again
 * is just what had not been kept, whatever the service had sent when the last reply was kept is kept too,
 * and the rows are the same to the byte.
 */
export async function assertGoesOn(run: KeptRun, whole: Whole): Promise<Finished> {
  const { loop, concurrent } = run;
  const asked = loop.requests.map(({ body }) => JSON.stringify(body));
  const answered = new Set(answeredOf(loop));
  const sent = loop.requests.map(({ finishedAt, body }) => ({ finishedAt, body }));
  const kept = await run.journal();
  loop.clear();
  const { code, out, err } = await run.finish(run.resume);
  assert.equal(code, 0, err);

  assert.equal(new Set(asked).size, asked.length);
  const again = new Set(answeredOf(loop));
  assert.equal(loop.count, again.size);
  assert.equal(again.size, whole.requests.size - kept.replies);
  const survived = [...whole.requests].filter((body) => !again.has(body));
  assert.ok(survived.every((body) => answered.has(body)), "a reply was kept that was never sent");

  // A client that reads side by side may not have read so many that were sent.
  const before = kept.lastAt - performance.timeOrigin - 1;
  const lost = sent.filter(({ finishedAt, body }) =>
    finishedAt !== null && finishedAt < before && again.has(JSON.stringify(body))
  );
  assert.ok(lost.length <= concurrent, `${lost.length} replies were lost`);

  assert.deepEqual(lastingResult(out), whole.result);
  assert.deepEqual((await run.journal()).units, whole.kept.units);
  return { code, out, err };
}

/** A result without what differs from run to run. */
export function lastingResult(out: string): Record<string, unknown> {
  const { metadata: { timing: _, ...metadata }, ...rest } = JSON.parse(out);
  return { ...rest, metadata };
}

/** What the service was asked and had answered, each request by its whole body. */
export function answeredOf({ requests }: Loopback): string[] {
  return requests.filter(({ status, finishedSending }) => status === 200 && finishedSending)
    .map(({ body }) => JSON.stringify(body));
}
