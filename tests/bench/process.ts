/** How often a thing is measured, unless it is quick. */
export const ROUNDS = 3;

const ROOT = new URL("../../", import.meta.url).pathname;

/** Runs Deno with these arguments and returns its seconds from start to end, and what it printed. */
export async function timed(args: readonly string[]): Promise<{ seconds: number; out: string }> {
  const begun = performance.now();
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: ROOT,
  })
    .output();
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`Cannot bench: ${new TextDecoder().decode(stderr)}`);
  return { seconds, out: new TextDecoder().decode(stdout) };
}

/** The middle of several measurements. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low = NaN, high = NaN] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return (low + high) / 2;
}

/** The peak of a process's resident memory until now, in MB; of this one where none is named. */
export async function peakMegabytes(process: number | "self" = "self"): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${process}/status`);
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1000;
}
