import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { type Answered, exchange } from "./exchange.ts";
import { keepLeaderboard, type KeptLeaderboard, keptLeaderboard } from "./leaderboard_cache.ts";
import { Leaderboard, type LeaderboardOptions, type LeaderboardRows } from "./leaderboard_form.ts";
import { parseLeaderboard } from "./parse_leaderboard.ts";

const ADDRESS = "https://synthbench.org/data/leaderboard.json";
const DAY = 86_400;
const SECONDS = 10;

/**
 * SynthBench's leaderboard: which models answer survey questions most as people do. It is kept for 24 hours
 * in `~/.quorum/synthbench-cache.json`; an older copy is asked about (`If-None-Match`), and serves when the
 * address cannot be reached within 10 seconds.
 *
 * @throws {Error} When it can be had neither from the address nor from a copy.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { leaderboard } from "../../mod.ts";
 *
 * const nowhere = leaderboard({ url: "http://127.0.0.1:1/leaderboard.json", offline: true });
 * await assert.rejects(nowhere, /^Error: Cannot read the leaderboard of http:\/\/127.0.0.1:1\//);
 * ```
 */
export async function leaderboard(
  { host = denoHost(), ...options }: LeaderboardOptions = {},
): Promise<Leaderboard> {
  const url = options.url ?? host.env("QUORUM_SYNTHBENCH_URL") ?? ADDRESS;
  const offline = options.offline ?? isOn("QUORUM_SYNTHBENCH_OFFLINE", host);
  const refresh = options.refresh ?? isOn("QUORUM_SYNTHBENCH_REFRESH", host);
  const copy = readable(await keptLeaderboard(url, host), host);
  if (offline) {
    if (copy) return copyOf(copy, url);
    throw cannot(url, "only a copy may be used, and there is none");
  }
  if (copy && isFresh(copy) && !refresh) return copyOf(copy, url);
  try {
    return await fetched(url, refresh ? undefined : copy, host);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (copy === undefined) throw cannot(url, `${reason}, and there is no copy`);
    const age = ageText(copy.age);
    const warning = `the leaderboard of ${
      shown(url)
    } cannot be had: ${reason}; its copy is ${age} old`;
    return new Leaderboard({ ...copyOf(copy, url), warnings: [warning] });
  }
}

/** How old a leaderboard is, in words, as in `3 h`. */
export function ageText(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 2 * DAY
    ? `${Math.floor(seconds / 3600)} h`
    : `${Math.floor(seconds / DAY)} days`;
}

/** A copy whose rows can be read. */
interface Copy {
  readonly kept: KeptLeaderboard;
  readonly rows: LeaderboardRows;
  /** In seconds; negative when the clock has been set back. */
  readonly age: number;
}

function readable(kept: KeptLeaderboard | undefined, host: Host): Copy | undefined {
  if (kept === undefined) return undefined;
  try {
    const rows = parseLeaderboard(kept.leaderboard, "the copy");
    return { kept, rows, age: (host.clock.now() - Date.parse(kept.fetched_at)) / 1000 };
  } catch {
    // It is only a copy: what cannot be read is fetched again.
    return undefined;
  }
}

// A stamp of the future says nothing; the stamp itself is cut to the second.
function isFresh({ age }: Copy): boolean {
  return age > -1 && age < DAY;
}

function copyOf(copy: Copy, url: string): Leaderboard {
  const source = isFresh(copy) ? "cache" : "stale cache";
  return new Leaderboard({
    ...{ ...copy.rows, url, source },
    age: Math.max(0, copy.age),
    warnings: [],
  });
}

async function fetched(url: string, copy: Copy | undefined, host: Host): Promise<Leaderboard> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new Error("it must be an http or https address");
  }
  const etag = copy?.kept.etag ?? null;
  const headers = { accept: "application/json", ...(etag && { "if-none-match": etag }) };
  const answer = await exchange(host, url, { headers, seconds: SECONDS });
  const isSame = answer.status === 304 && copy !== undefined;
  const kept = isSame
    ? copy.kept
    : { etag: answer.headers.get("etag"), leaderboard: dataOf(answer) };
  const rows = isSame ? copy.rows : parsed(kept.leaderboard);
  const warnings = await keepLeaderboard(
    { source_url: url, etag: kept.etag, leaderboard: kept.leaderboard },
    host,
  ).then(() => [], (error: Error) => [`the leaderboard cannot be kept: ${error.message}`]);
  return new Leaderboard({ ...rows, url, source: "live", age: 0, warnings });
}

function dataOf({ status, text }: Answered): unknown {
  if (status !== 200) throw new Error(`it answered ${status}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("its answer is not JSON");
  }
}

function parsed(data: unknown): LeaderboardRows {
  try {
    return parseLeaderboard(data, "it");
  } catch {
    throw new Error("its answer is no leaderboard");
  }
}

function isOn(name: string, host: Host): boolean {
  return /^(1|true|yes|on)$/i.test(host.env(name)?.trim() ?? "");
}

function cannot(url: string, reason: string): Error {
  return new Error(`Cannot read the leaderboard of ${shown(url)}: ${reason}`);
}

// A name and a password in an address are nobody's to read.
function shown(url: string): string {
  return url.replace(/\/\/[^/]*@/, "//");
}
