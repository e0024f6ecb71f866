import { stringify } from "yaml";
import { folder } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { start } from "../system/command.ts";
import { people } from "./asking.ts";
import { peakMegabytes } from "./process.ts";

/** How many answers a run has that is killed before its last one. */
const ANSWERS = 100_000;

/** What going on with a run took. */
export interface Resumed {
  /** From the start of the process to its first new request. */
  readonly seconds: number;
  /** The peak of its resident memory until then. */
  readonly megabytes: number;
}

/**
 * Kills a command-line run of 100,000 answers at its last one, which the service holds back, and resumes it:
 * the service is in this process, the run is in processes of its own.
 *
 * @param count How many people share the answers.
 * @param times How often it is resumed.
 */
export async function resuming(count: number, times: number): Promise<Resumed[]> {
  await using place = await folder();
  const last = held();
  await using loop = startLoopback({
    record: false,
    answer: ({ index }) => index < ANSWERS - 1 ? { data: { answer: "a" } } : last.hold(),
  });
  const [personas, instrument] = [`${place.path}/people.jsonl`, `${place.path}/survey.yaml`];
  await Deno.writeTextFile(personas, people(count).map((one) => JSON.stringify(one)).join("\n"));
  await Deno.writeTextFile(instrument, stringify({ name: "bench", questions: questions(count) }));
  const go = (args: readonly string[]) =>
    upTo(() => last.held(), loop.url, [
      ...["panel", "run", "--checkpoint-dir", place.path, "--max-concurrent", "200"],
      ...args,
    ]);
  await go([
    ...["--personas", personas, "--instrument", instrument, "--model", "gpt-4o-mini"],
    ...["--no-synthesis", "--seed", "1", "--run-id", "bench"],
  ]);
  const resumed: Resumed[] = [];
  for (let time = 0; time < times; time++) resumed.push(await go(["--resume", "bench"]));
  return resumed;
}

/** An answer that never comes, and word of each time that it is waited for. */
function held() {
  let came = Promise.withResolvers<void>();
  return {
    held: () => (came = Promise.withResolvers()).promise,
    hold: () => {
      came.resolve();
      return new Promise<string>(() => {});
    },
  };
}

/** Runs the command line until something is the case, and kills it then. */
async function upTo(
  reached: () => Promise<void>,
  url: string,
  args: readonly string[],
): Promise<Resumed> {
  const isReached = reached();
  const begun = performance.now();
  const process = start(args, { env: { OPENAI_API_KEY: "test-key", OPENAI_BASE_URL: url } });
  const said = [process.stdout, process.stderr].map((stream) => new Response(stream).text());
  const gone = process.status.then(({ code }) => {
    throw new Error(`Cannot bench: the run ended with ${code}`);
  });
  await Promise.race([isReached, gone]);
  const seconds = (performance.now() - begun) / 1000;
  const megabytes = await peakMegabytes(process.pid);
  process.kill("SIGKILL");
  await Promise.all([process.status, ...said]);
  return { seconds, megabytes };
}

function questions(count: number) {
  return Array.from({ length: ANSWERS / count }, (_, place) => ({
    key: `q${place}`,
    text: "Which tier would you buy?",
    response_schema: { type: "enum", options: ["a", "b", "c"] },
  }));
}
