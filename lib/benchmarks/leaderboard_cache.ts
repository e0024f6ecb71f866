import * as z from "zod";
import { type Host } from "../host/host.ts";
import { homeFolder } from "../host/library.ts";

/** A leaderboard as it is kept between runs. */
export interface KeptLeaderboard {
  /** When it was last known to be the newest: ISO 8601, UTC, to the second. */
  readonly fetched_at: string;
  /** Where it is from: of another address it does not count. */
  readonly source_url: string;
  /** What its version is called, to ask whether there is a newer one. */
  readonly etag: string | null;
  /** The whole of what the address said. */
  readonly leaderboard: unknown;
}

const schema: z.ZodType<KeptLeaderboard> = z.object({
  fetched_at: z.iso.datetime(),
  source_url: z.string(),
  etag: z.string().nullable(),
  leaderboard: z.unknown(),
});

/** The leaderboard of an address that was kept; undefined where there is none, or it cannot be read. */
export async function keptLeaderboard(
  url: string,
  host: Host,
): Promise<KeptLeaderboard | undefined> {
  const path = pathOf(host);
  if (path === undefined) return undefined;
  try {
    const { data } = schema.safeParse(JSON.parse(await host.files.readText(path)));
    return data?.source_url === url ? data : undefined;
  } catch {
    // It is only a copy: what cannot be read is fetched again.
    return undefined;
  }
}

/** Keeps a leaderboard, with the present as its stamp; without a home, nowhere. */
export async function keepLeaderboard(
  kept: Omit<KeptLeaderboard, "fetched_at">,
  host: Host,
): Promise<void> {
  const path = pathOf(host);
  if (path === undefined) return;
  const fetched_at = new Date(host.clock.now()).toISOString().replace(/\.\d+Z$/, "Z");
  await host.files.makeFolder(path.slice(0, path.lastIndexOf("/")));
  await host.files.writeText(path, `${JSON.stringify({ fetched_at, ...kept })}\n`);
}

function pathOf(host: Host): string | undefined {
  const home = homeFolder(host);
  return home === undefined ? undefined : `${home}/synthbench-cache.json`;
}
