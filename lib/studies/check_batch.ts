import { type NamedModel } from "../engine/calls.ts";
import { type Conduct } from "./study.ts";

/**
 * Refuses what cannot be done in batches, before anything is sent.
 *
 * @throws {TypeError} With the first of it.
 */
export function checkBatch(named: Iterable<NamedModel>, conduct: Conduct): void {
  if (!conduct.batch) return;
  const without = [...named].filter(({ model }) => model.batches === undefined)
    .map(({ name, model }) => `${name} (${model.spec.provider})`);
  if (without.length > 0) {
    throw new TypeError(
      `Cannot ask ${without.join(", ")} in batches: only OpenAI and Anthropic take them`,
    );
  }
  const { until, questionFailures, responses } = conduct;
  const [what, why] = until !== undefined && until.stop !== false
    ? ["stop when the answers are enough", "everybody is asked at once"]
    : questionFailures !== undefined
    ? ["give a question up", "everybody is asked at once"]
    : responses !== undefined && responses.mode !== "record"
    ? [`${responses.mode} replies`, "nobody is asked"]
    : [];
  if (what !== undefined) throw new TypeError(`Cannot ${what} in batches: ${why}`);
}

/**
 * Refuses batches of a run that nobody could come back to.
 *
 * @throws {TypeError} When its folder is a temporary one.
 */
export function checkKept({ batch, journal }: Conduct): void {
  if (!batch || journal !== undefined) return;
  throw new TypeError(
    "Cannot ask in batches without a folder that keeps the run: say .journal(folder)",
  );
}
