import { type ResponseMode } from "../../lib/engine/response_mode.ts";
import { Responses } from "../../lib/engine/responses.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { type Host } from "../../lib/host/host.ts";
import { type KeptReply } from "../../lib/engine/call_record.ts";
import { type About } from "../../lib/models/model.ts";
import { sha256 } from "../../lib/random/hash.ts";
import { folder } from "../hosts.ts";

/** A folder with a place for a store of replies. */
export interface StorePlace extends AsyncDisposable {
  readonly path: string;
  readonly folder: string;
  /** Opens the store; who opens it closes it. */
  readonly open: (mode?: ResponseMode, host?: Host) => Promise<Responses>;
  /** Changes the file over a connection of its own. */
  readonly change: (sql: string) => Promise<void>;
}

/** A place for a store on this machine. */
export async function storePlace(): Promise<StorePlace> {
  const home = await folder();
  const path = `${home.path}/study.responses`;
  return {
    path,
    folder: home.path,
    open: (mode = "record", host = denoHost()) => Responses.open(host, path, mode),
    change: async (sql) => {
      const other = await denoHost().database(path);
      other.exec(sql);
      other.close();
    },
    [Symbol.asyncDispose]: () => home[Symbol.asyncDispose](),
  };
}

/** This machine, on which a database has room for so many pages of 4096 bytes and is then full. */
export function smallDisk(pages: number): Host {
  const host = denoHost();
  return {
    ...host,
    database: async (path) => {
      const database = await host.database(path);
      database.exec(`PRAGMA max_page_count = ${pages}`);
      return database;
    },
  };
}

/** A reply that tells which one it is. */
export function replyOf(said: string, cost: number | null = 0.25): KeptReply {
  const usage = { input: 10, output: 5, cacheWrite: 2, cacheRead: 1 };
  return { reply: { text: said, ended: "complete", usage, served: "haiku-2026" }, cost };
}

/** A key as requests have them. */
export function keyNamed(name: string): string {
  return sha256(name);
}

/** Who is asked in most tests. */
export const TO = { model: { id: "claude-haiku", spec: { provider: "anthropic" } } } as const;

/** What a request of most tests is about. */
export const ABOUT: About = {
  ...{ purpose: "answer", panelist: "p1", repeat: 3, persona: { name: "Maya" } },
  question: {
    ...{ key: "tier", kind: "choice", text: "Which?", options: null, order: null, ordered: false },
  },
};
