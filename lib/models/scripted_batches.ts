import { type BatchResult, type Model, type ModelBatches, type Request } from "./model.ts";
import { ModelError } from "./model_error.ts";

/** A batch as it was handed over. */
interface Made {
  readonly key: string;
  readonly lines: readonly string[];
}

/** Batches within the program, of a model whose replies are known: each has ended when it is looked at. */
export function scriptedBatches(reply: Model["reply"]): ModelBatches {
  const made: Made[] = [];
  return {
    most: { requests: 1000, bytes: 1e8 },
    line: ({ id, request }) => JSON.stringify({ id, request }),
    newest: () => {
      const created = made.length - 1;
      return Promise.resolve(created < 0 ? null : { id: String(created), created });
    },
    submit: (order) => Promise.resolve(String(made.push(order) - 1)),
    find: ({ key }) => {
      const place = made.findIndex((batch) => batch.key === key);
      return Promise.resolve(
        place < 0 ? { found: "nothing" } : { found: "batch", id: String(place) },
      );
    },
    look: (id) => {
      const answered = made[Number(id)]?.lines.length ?? 0;
      const look = { state: "ended", said: "ended", answered, failed: 0, reason: null } as const;
      return Promise.resolve(look);
    },
    results: async function* (id, signal): AsyncGenerator<BatchResult> {
      for (const line of made[Number(id)]?.lines ?? []) {
        const item: { readonly id: string; readonly request: Request } = JSON.parse(line);
        yield await reply(item.request, signal).then(
          (reply) => ({ id: item.id, reply }),
          (error) => {
            if (error instanceof ModelError) return { id: item.id, error };
            throw error;
          },
        );
      }
    },
  };
}
