/** A test that needs a program which is not on every machine. */
export interface Needy {
  readonly name: string;
  /** The program it needs, as in `"chromium"`. */
  readonly program: string;
  readonly fn: () => Promise<void>;
}

/**
 * Registers a test that needs a program. Where the program is missing the test is ignored, with the
 * reason in its name; under `CI_REQUIRE=all` it fails instead.
 */
export function testWith({ name, program, fn }: Needy): void {
  const isThere = isInstalled(program);
  const isRequired = Deno.env.get("CI_REQUIRE") === "all";
  const reason = isThere ? "" : ` (ignored: ${program} is not installed)`;
  Deno.test({
    name: isRequired ? name : name + reason,
    ignore: !isThere && !isRequired,
    fn: () => {
      if (!isThere) {
        throw new Error(`Cannot test without ${program}, which CI_REQUIRE=all asks for`);
      }
      return fn();
    },
  });
}

/** Whether a program is on the path. */
export function isInstalled(program: string): boolean {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  return folders.some((folder) => {
    try {
      return Deno.statSync(`${folder}/${program}`).isFile;
    } catch {
      return false;
    }
  });
}
