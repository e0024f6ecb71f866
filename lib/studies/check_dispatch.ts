import { type NamedModel } from "../engine/calls.ts";
import { type Conduct } from "./study.ts";

/**
 * Refuses what no worker can do, before anything is sent.
 *
 * @throws {TypeError} When it is to be asked in batches, or nobody who answers can be made on another machine.
 */
export function checkDispatch(named: Iterable<NamedModel>, { dispatch, batch }: Conduct): void {
  if (dispatch === undefined) return;
  if (batch) throw new TypeError("Cannot ask in batches and by workers: a batch needs none");
  const models = [...named];
  if (models.length === 0 || models.some(({ isPortable }) => isPortable)) return;
  throw new TypeError(
    `Cannot dispatch to workers: ${
      models.map(({ name }) => name).join(", ")
    } can answer in this program only`,
  );
}
