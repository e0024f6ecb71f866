import { stringify } from "yaml";
import { folder } from "../hosts.ts";
import { median, ROUNDS, timed } from "./process.ts";

const OFFLINE = ["run", "-q", "-P=offline", "cli.ts"];

/** How long the command line takes from the start of the program to its end, as rows of the table. */
export async function starting(): Promise<string[][]> {
  return [await help(), await panelRun(), await demo()];
}

async function help(): Promise<string[]> {
  await using place = await folder();
  const empty = `${place.path}/empty.ts`;
  await Deno.writeTextFile(empty, "");
  const [shown, nothing]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3 * ROUNDS; round++) {
    shown.push(await milliseconds(["run", "-q", "-P=cli", "cli.ts", "--help"]));
    nothing.push(await milliseconds(["run", "-q", empty]));
  }
  const beside = `an empty program ${median(nothing).toFixed(0)} ms`;
  return ["`cli.ts --help`", `**${median(shown).toFixed(0)} ms**`, beside, "≤ 60 ms"];
}

async function panelRun(): Promise<string[]> {
  await using place = await folder();
  const instrument = `${place.path}/survey.yaml`;
  const questions = ["a", "b", "c"].map((key) => ({
    key,
    text: `Which tier would you buy for ${key}?`,
    response_schema: { type: "enum", options: ["free", "pro", "team"] },
  }));
  await Deno.writeTextFile(instrument, stringify({ name: "bench", questions }));
  const asked = ["--personas", "general-consumer", "--instrument", instrument];
  const run: number[] = [];
  for (let round = 0; round < 3 * ROUNDS; round++) {
    run.push(await milliseconds([...OFFLINE, "panel", "run", ...asked]));
  }
  const measured = `**${median(run).toFixed(0)} ms**`;
  return ["`panel run` of 15 people × 3 questions, simulated, warm", measured, "", "≤ 400 ms"];
}

async function demo(): Promise<string[]> {
  const run: number[] = [];
  for (let round = 0; round < ROUNDS; round++) run.push(await milliseconds([...OFFLINE, "demo"]));
  return ["the demo, warm", `**${(median(run) / 1000).toFixed(2)} s**`, "", "≤ 2 s"];
}

async function milliseconds(args: readonly string[]): Promise<number> {
  return 1000 * (await timed(args)).seconds;
}
