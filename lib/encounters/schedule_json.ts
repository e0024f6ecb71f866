import * as z from "zod";
import { InputError } from "../schema/input_error.ts";
import { protoNames } from "../schema/proto_names.ts";
import { issuesOf } from "../schema/read.ts";
import { type Assignment } from "./schedule.ts";

const ids = z.array(z.string().trim().min(1), { error: "must be a list of product ids" });
const period = z.string().regex(/^[+-]?\d+$/);
const form = z.record(
  z.string().min(1),
  z.union([ids, z.record(period, ids)], {
    error: ({ input }) => problemIn(input),
  }),
  { error: "must be an object with a panelist's products under each id" },
);

/** The entries of a schedule in JSON: products by panelist (in period 0), or by panelist and period. */
export function jsonAssignments(text: string, file: string): Assignment[] {
  const data = parsed(text, file);
  const lost = protoNames(data, text);
  if (lost.length > 0) throw new InputError(file, lost);
  const checked = form.safeParse(data);
  if (!checked.success) throw new InputError(file, issuesOf(checked.error, data));
  return Object.entries(checked.data).flatMap(([panelist, plan]) =>
    Object.entries(Array.isArray(plan) ? { 0: plan } : plan).flatMap(([t, products]) =>
      products.map((product) => ({ panelist, t: Number(t), product }))
    )
  );
}

function problemIn(plan: unknown): string {
  if (plan !== null && typeof plan === "object" && !Array.isArray(plan)) {
    const strange = Object.keys(plan).find((key) => !period.safeParse(key).success);
    if (strange !== undefined) return `has the period "${strange}", which must be a whole number`;
  }
  return "must be a list of product ids, or such lists by period";
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/ in JSON.*| \(.*/, "") : "";
    throw new InputError(file, [{ path: "$", message: `is not JSON: ${reason}` }]);
  }
}
