import { type Queue, QueueTaken } from "../host/queue.ts";
import { type DispatchedRun, placesOf, readRun, registerOf } from "./work.ts";

/** What is known of a run besides. */
export interface Registration {
  /** The fingerprints of the plans that it was begun with before. */
  readonly earlier: readonly string[];
  /** Whether what was there under its id is thrown away. */
  readonly isAnew: boolean;
}

/**
 * Writes down on the server which run an id is of, so that nobody works for another one by mistake.
 *
 * @throws {TypeError} When a program is carrying it out, or a run of another plan or version has the id.
 */
export async function registerRun(
  queue: Queue,
  run: DispatchedRun,
  { earlier, isAnew }: Registration,
): Promise<void> {
  const { entry: [line, subject], alive } = registerOf(run.run);
  const there = await queue.last(line, subject);
  const before = there && readRun(there.text);
  const cannot = `Cannot dispatch the run "${run.run}" over ${queue.address}`;
  if (before !== undefined) {
    if (await queue.ask(alive, "") !== undefined) {
      throw new TypeError(`${cannot}: another program is carrying out a run of that id there`);
    }
    const why = isAnew ? undefined : difference(before, run, earlier);
    if (why !== undefined) throw new TypeError(`${cannot}: ${why}`);
    if (before.created !== run.created) await forget(queue, before);
  }
  const signal = new AbortController().signal;
  await queue.put(subject, JSON.stringify(run), { signal, after: there?.number ?? 0 })
    .catch((error) => {
      if (!(error instanceof QueueTaken)) throw error;
      throw new TypeError(`${cannot}: another program has just begun a run of that id there`);
    });
}

/** Whether work is of a run that is written down. */
export async function isRegistered(queue: Queue, work: DispatchedRun): Promise<boolean> {
  const found = await queue.last(...registerOf(work.run).entry);
  const known = found && readRun(found.text);
  return known !== undefined && known.created === work.created &&
    known.version === work.version && known.fingerprint === work.fingerprint;
}

function difference(
  before: DispatchedRun,
  now: DispatchedRun,
  earlier: readonly string[],
): string | undefined {
  if (before.version !== now.version) {
    return `it was begun there by version ${before.version}, and this is ${now.version}`;
  }
  if (before.fingerprint === now.fingerprint || earlier.includes(before.fingerprint)) {
    return undefined;
  }
  return "a run of that id and another plan was begun there" +
    (before.created === now.created ? "" : ` (${before.created}); another --run-id is needed`);
}

/** Throws away what was left by a run that had the id before. */
async function forget(queue: Queue, run: DispatchedRun): Promise<void> {
  const { allWork, allReplies, coordinator } = placesOf(run);
  await queue.clear(...allWork);
  await queue.clear(...allReplies);
  await queue.dismiss(coordinator);
}
