import { HALF_A_MILLION, writeEventFile } from "./event_file.ts";
import { writeGenerated } from "./generating.ts";
import { median, ROUNDS, timed } from "./process.ts";

/** What half a million evaluations take, as rows of the table. */
export async function generatedEvents(): Promise<string[][]> {
  return [await generated(), ...await read()];
}

/** Half a million evaluations that are made up, checked and written, from the start of the process to its end. */
async function generated(): Promise<string[]> {
  const folder = await writeGenerated(HALF_A_MILLION);
  const script = new URL("event_command.ts", import.meta.url).pathname;
  const seconds: number[] = [];
  const megabytes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const out = `${folder}/out${round}`;
    const args = ["generate", "--config", `${folder}/events.yaml`, "--output-dir", out];
    const done = await timed(["run", "-A", "-q", script, ...args]);
    seconds.push(done.seconds);
    megabytes.push(JSON.parse(done.out).megabytes);
    await Deno.remove(out, { recursive: true });
  }
  await Deno.remove(folder, { recursive: true });
  return [
    "`events generate`: 500,000 evaluations made up, checked and written",
    `**${median(seconds).toFixed(1)} s, ${Math.max(...megabytes).toFixed(0)} MB**`,
    `the quickest of ${ROUNDS} ${Math.min(...seconds).toFixed(1)} s`,
    "≤ 6 s, ≤ 300 MB",
  ];
}

/** Half a million evaluations that are read, from the start of the process to its end. */
async function read(): Promise<string[][]> {
  const rows: string[][] = [];
  const path = await Deno.makeTempFile({ suffix: ".jsonl" });
  await writeEventFile(path, HALF_A_MILLION);
  const size = (await Deno.stat(path)).size / 1e6;
  const script = new URL("event_command.ts", import.meta.url).pathname;
  for (
    const [command, asked] of [["validate", "≤ 4 s, ≤ 200 MB"], ["analyze", "≤ 10 s, ≤ 600 MB"]]
  ) {
    const seconds: number[] = [];
    const megabytes: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const done = await timed(["run", "-A", "-q", script, `${command}`, path]);
      seconds.push(done.seconds);
      megabytes.push(JSON.parse(done.out).megabytes);
    }
    rows.push([
      `\`events ${command}\` of 500,000 rows of 10,000 people`,
      `**${median(seconds).toFixed(1)} s, ${Math.max(...megabytes).toFixed(0)} MB**`,
      `${size.toFixed(0)} MB of JSON`,
      `${asked}`,
    ]);
  }
  await Deno.remove(path);
  return rows;
}
