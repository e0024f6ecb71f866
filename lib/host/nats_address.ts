/** Where a NATS server is, and what it takes to be let in. */
export interface NatsAddress {
  /** Its hosts and ports. */
  readonly servers: readonly string[];
  /** The address without user, password and token, for people. */
  readonly shown: string;
  readonly user: string | undefined;
  readonly pass: string | undefined;
  readonly token: string | undefined;
  /** Whether the connection must be encrypted. */
  readonly isEncrypted: boolean;
}

/** The port where none is said. */
const PORT = "4222";

/**
 * Reads an address as in `nats://host:4222`, `tls://host` or `nats://user:password@host`; what stands alone before
 * the `@` is a token. Several hosts of a cluster are parted by commas.
 *
 * @throws {TypeError} When it is none; the sentence holds neither password nor token.
 *
 * @example
 * ```ts
 * import { natsAddress } from "./nats_address.ts";
 *
 * const { shown, servers, pass } = natsAddress("nats://maya:secret@queue.example");
 * if (shown !== "nats://queue.example:4222" || servers[0] !== "queue.example:4222") throw new Error();
 * if (pass !== "secret") throw new Error();
 * ```
 */
export function natsAddress(text: string): NatsAddress {
  const [, scheme = "", rest = ""] = /^(nats|tls):\/\/(.+)$/s.exec(text.trim()) ?? [];
  const at = rest.lastIndexOf("@");
  const [login, hosts] = at < 0 ? ["", rest] : [rest.slice(0, at), rest.slice(at + 1)];
  const servers = hosts.replace(/\/$/, "").split(",").map(serverOf);
  if (scheme === "" || servers.includes(undefined)) {
    throw new TypeError(
      `Cannot use the address "${
        scheme === "" ? withoutLogin(text) : `${scheme}://${hosts}`
      }" of a NATS server: it must be nats://HOST:PORT or tls://HOST:PORT`,
    );
  }
  const [user = "", pass] = partedAt(login).map(decoded);
  return {
    // The line above has refused what is none.
    servers: servers as string[],
    shown: `${scheme}://${servers.join(",")}`,
    ...(login === ""
      ? { user: undefined, pass: undefined, token: undefined }
      : pass === undefined
      ? { user: undefined, pass: undefined, token: user }
      : { user, pass, token: undefined }),
    isEncrypted: scheme === "tls",
  };
}

function serverOf(text: string): string | undefined {
  const plain = text.trim().replace(/^(nats|tls):\/\//, "");
  if (!/^(\[[\da-fA-F:.]+\]|[^\s:/?#@[\]]+)(:\d{1,5})?$/.test(plain)) return undefined;
  const isWhole = /:\d{1,5}$/.test(plain.replace(/^\[.*\]/, "x"));
  const server = isWhole ? plain : `${plain}:${PORT}`;
  return Number(/\d+$/.exec(server)) <= 65_535 ? server : undefined;
}

function partedAt(login: string): string[] {
  const colon = login.indexOf(":");
  return colon < 0 ? [login] : [login.slice(0, colon), login.slice(colon + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutLogin(text: string): string {
  return text.replace(/[^/]*@/s, "");
}
