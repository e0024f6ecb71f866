import type Anthropic from "@anthropic-ai/sdk";
import { type Host } from "../host/host.ts";
import { type Connection } from "./provider.ts";
import { wholeFetch } from "./whole_fetch.ts";

/**
 * A client of Anthropic's package for one run; retries are the engine's.
 *
 * @param send How requests are sent. @default {to the last byte of the reply}
 */
export async function anthropicClient(
  connection: Connection,
  host: Host,
  run: AbortSignal,
  send: typeof fetch = wholeFetch(host, run),
): Promise<Anthropic> {
  const { default: Client } = await import("@anthropic-ai/sdk");
  return new Client({
    apiKey: connection.key ?? null,
    authToken: null,
    credentials: null,
    config: null,
    webhookKey: null,
    baseURL: connection.baseUrl,
    fetch: send,
    maxRetries: 0,
    timeout: connection.timeout,
    logLevel: "off",
    // The version that takes sampling parameters from the models that still have them.
    defaultHeaders: { "anthropic-version": "2023-06-01" },
  });
}
