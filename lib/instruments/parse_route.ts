import * as z from "zod";
import { issuesOf } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { FINDINGS } from "./findings.ts";
import { type Route } from "./instrument.ts";

const words = z.string().trim().min(1);
const rule = strict({
  field: z.enum(FINDINGS),
  op: z.enum(["contains", "equals", "matches"]),
  value: z.union([z.string(), z.number().transform(String)], { error: "must be a text" }),
});
const conditional = strict({ if: rule, goto: words });

/** A route as it stands in a file: a condition and where it leads, or where everything else does. */
export const routeForm = z.union([conditional, strict({ else: words })], {
  error: (issue) => messageOf(issue.input),
});

/** A route of a file as an instrument has it. */
export function toRoute(given: z.infer<typeof routeForm>): Route {
  return "else" in given ? { goto: given.else } : { if: given.if, goto: given.goto };
}

function messageOf(input: unknown): string {
  const checked = input !== null && typeof input === "object" && "if" in input
    ? conditional.safeParse(input)
    : undefined;
  if (checked?.success !== false) {
    return "must be { if: { field, op, value }, goto: ROUND } or { else: ROUND }";
  }
  const issues = issuesOf(checked.error, input);
  return `must be a route: ${
    issues.map(({ path, message }) => `${path.slice(2)} ${message}`).join("; ")
  }`;
}
