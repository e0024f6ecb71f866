import { main } from "../../lib/commands/main.ts";
import { hostWith } from "../hosts.ts";
import { type Finished } from "./desk.ts";

/** Carries out `events …` in this process. */
export async function events(...args: readonly string[]): Promise<Finished> {
  const host = hostWith();
  const code = await main(["events", ...args], host);
  return { code, ...host.written };
}

/** Rows, or what else stands in a file of lines, as its text. */
export function lined(rows: readonly unknown[]): string {
  return rows.map((row) => typeof row === "string" ? `${row}\n` : `${JSON.stringify(row)}\n`)
    .join("");
}
