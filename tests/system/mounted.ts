/** A small file system in memory that can be filled to its end. */
export interface Mounted extends AsyncDisposable {
  /** Makes room. */
  resize(kilobytes: number): Promise<void>;
}

/** Mounts a file system of so many kilobytes on a folder; undefined where that is not permitted. */
export async function mounted(folder: string, kilobytes: number): Promise<Mounted | undefined> {
  const isThere = await ran("mount", "-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder);
  if (!isThere) return undefined;
  return {
    resize: async (kilobytes) => {
      await ran("mount", "-o", `remount,size=${kilobytes}k`, folder);
    },
    [Symbol.asyncDispose]: async () => {
      await ran("umount", folder);
    },
  };
}

/** Whether this process may mount file systems. */
export async function canMount(): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "quorum-test-" });
  const disk = await mounted(folder, 64);
  await disk?.[Symbol.asyncDispose]();
  await Deno.remove(folder);
  return disk !== undefined;
}

async function ran(program: string, ...args: string[]): Promise<boolean> {
  try {
    const options = { args, stdout: "null", stderr: "null" } as const;
    return (await new Deno.Command(program, options).output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
