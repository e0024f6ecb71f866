import { dirname } from "node:path";
import { failed, said } from "./file_failure.ts";
import { type FileDraft } from "./host.ts";

/** Begins a file under another name beside it. */
export async function fileDraft(path: string): Promise<FileDraft> {
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`;
  const file = await said("write", path, () => begin(temporary));
  const encoder = new TextEncoder();
  let isOpen = true;
  const close = () => {
    if (isOpen) file.close();
    isOpen = false;
  };
  return {
    write: (piece) => {
      const bytes = typeof piece === "string" ? encoder.encode(piece) : piece;
      try {
        for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
      } catch (error) {
        throw failed("write", path, error);
      }
    },
    finish: () =>
      said("write", path, async () => {
        await file.sync();
        close();
        await Deno.rename(temporary, path);
      }),
    discard: async () => {
      close();
      await Deno.remove(temporary).catch(() => {});
    },
  };
}

async function begin(path: string): Promise<Deno.FsFile> {
  await Deno.mkdir(dirname(path), { recursive: true });
  return await Deno.open(path, { write: true, createNew: true, mode: 0o600 });
}
