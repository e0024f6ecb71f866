import { type SqlValue } from "../host/host.ts";
import { type Usage } from "../models/model.ts";
import { type CallRecord } from "./call_record.ts";

/** The columns of a call in a journal, and its seal. */
export const CALL =
  "unit, turn, purpose, attempt, model, served, reply, input, output, cache_write, " +
  "cache_read, cost, started, latency, request, source, seal";

/** Nobody counted the tokens of a reply that could not be read. */
export const UNCOUNTED: Usage = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };

/** What stands in them, but for the seal. */
export function callValues(record: CallRecord): SqlValue[] {
  const { key, model, reply, cost, started, latency, request, source } = record;
  const { input, output, cacheWrite, cacheRead } = reply?.usage ?? UNCOUNTED;
  return [
    ...[key.unit, key.turn, key.purpose, key.attempt, model, reply?.served ?? ""],
    ...[JSON.stringify(reply), input, output, cacheWrite, cacheRead],
    ...[cost, started, latency, request, source],
  ];
}
