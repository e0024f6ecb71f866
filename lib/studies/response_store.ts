import { RESPONSE_MODES, type ResponseMode } from "../engine/response_mode.ts";
import { Responses } from "../engine/responses.ts";
import { type Host } from "../host/host.ts";

/** A store of replies, and how it is used. */
export interface ResponseStore {
  /** The path of its file. */
  readonly path: string;
  /** How it is used. */
  readonly mode: ResponseMode;
}

/** A store that was asked for, checked; undefined where it is to be left alone. */
export function checkedStore(path: string, mode: ResponseMode | "live"): ResponseStore | undefined {
  if (path.trim() === "") throw new TypeError("Cannot use a response store without a path");
  if (mode === "live") return undefined;
  if (RESPONSE_MODES.includes(mode)) return { path, mode };
  throw new TypeError(
    `Cannot use a response store in the mode "${mode}": it is one of live, ${
      RESPONSE_MODES.join(", ")
    }`,
  );
}

/** Opens a store; undefined where there is none. */
export async function openStore(
  store: ResponseStore | undefined,
  host: Host,
): Promise<Responses | undefined> {
  return store && await Responses.open(host, store.path, store.mode);
}
