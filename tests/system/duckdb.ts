/** The module that reads tables; it is large, and so nobody's dependency: what needs it fetches it. */
const DUCKDB = "npm:@duckdb/node-api@1.5.0-r.1";

/** Carries out queries in a DuckDB of its own; undefined where it cannot be had on this machine. */
export async function duckdb(queries: readonly string[]): Promise<unknown[][] | undefined> {
  const program = `
    const { DuckDBInstance } = await import("${DUCKDB}").catch(() => Deno.exit(75));
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const found = [];
    for (const query of ${JSON.stringify(queries)}) {
      found.push((await connection.runAndReadAll(query)).getRowObjectsJson());
    }
    console.log(JSON.stringify(found));
    Deno.exit(0);`;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", "--no-config", program],
    env: { NO_COLOR: "1" },
  }).output();
  if (code === 75) return undefined;
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
