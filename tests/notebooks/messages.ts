import * as z from "zod";

/** The type of the message by which a kernel says that all earlier output has been sent. */
export const FENCE = "quorum_fence";

const text = z.string();
const count = z.int().nullable();
const bundle = z.record(text, z.json());
const display = {
  data: bundle,
  metadata: bundle.default({}),
  transient: z.looseObject({ display_id: text.optional() }).default({}),
};

const message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("status"), content: z.object({ execution_state: text }) }),
  z.object({ type: z.literal("kernel_info_reply") }),
  z.object({ type: z.literal(FENCE) }),
  z.object({ type: z.literal("execute_input"), content: z.object({ execution_count: count }) }),
  z.object({
    type: z.literal("execute_reply"),
    content: z.object({ status: text, ename: text.optional(), evalue: text.optional() }),
  }),
  z.object({
    type: z.literal("stream"),
    content: z.object({ name: z.enum(["stdout", "stderr"]), text }),
  }),
  z.object({ type: z.literal("display_data"), content: z.object(display) }),
  z.object({ type: z.literal("update_display_data"), content: z.object(display) }),
  z.object({
    type: z.literal("execute_result"),
    content: z.object({ ...display, execution_count: count }),
  }),
  z.object({ type: z.literal("clear_output"), content: z.object({ wait: z.boolean() }) }),
  z.object({
    type: z.literal("error"),
    content: z.object({ ename: text, evalue: text, traceback: z.array(text) }),
  }),
]);
const known = new Set<string>(message.options.map((option) => option.shape.type.value));

/** What a kernel says that an executor listens to; the rest of the protocol is passed over. */
export type Message = Readonly<z.infer<typeof message>>;

/** A representation by media type: text as a string, JSON as it is. */
export type MimeBundle = Readonly<z.infer<typeof bundle>>;

/** Reads the type and content of a message, or gives `null` for a type nobody listens to. */
export function parseMessage(type: string, content: unknown): Message | null {
  if (!known.has(type)) return null;
  const { success, data, error } = message.safeParse({ type, content });
  if (success) return data;
  throw new TypeError(`Cannot read the message "${type}": ${z.prettifyError(error)}`);
}
