import { type Host } from "../host/host.ts";

/** Whether a text can be the id of a run: it names folders and files, so it must not lead anywhere else. */
export function isRunId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(text);
}

/**
 * An id of the user's own.
 *
 * @throws {TypeError} When it can be none.
 */
export function checkedId(id: string): string {
  if (isRunId(id)) return id;
  throw new TypeError(
    `Cannot call a run ${
      JSON.stringify(id)
    }: it takes letters, digits and . _ - after a letter or ` +
      "digit, 128 at most",
  );
}

/** A new run's id: the time in UTC and six random digits, as in `run-20261121T093000Z-3fa9c1`. */
export function newRunId({ clock, identifier }: Pick<Host, "clock" | "identifier">): string {
  const time = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, "");
  return `run-${time}-${identifier().slice(0, 6)}`;
}
