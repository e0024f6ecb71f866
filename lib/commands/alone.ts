import { homeFolder } from "../host/library.ts";
import { type Host } from "../host/host.ts";

const WAIT = 50;
const LONGEST_WAIT = 30_000;

/**
 * Does something that no other command of this user does meanwhile, as to read a file and write it again: who
 * comes second waits for the first.
 *
 * @param name What the lock is called, in `~/.quorum`.
 * @throws {Error} When somebody else holds it for half a minute.
 */
export async function alone<T>(name: string, host: Host, act: () => Promise<T>): Promise<T> {
  const release = await lockOf(name, host);
  try {
    return await act();
  } finally {
    release();
  }
}

async function lockOf(name: string, host: Host): Promise<() => void> {
  const home = homeFolder(host);
  // Where nothing can be kept, nothing can be locked, and what was measured is written all the same.
  const canLock = home !== undefined &&
    await host.files.makeFolder(home).then(() => true, () => false);
  if (!canLock) return () => {};
  const path = `${home}/${name}`;
  for (let waited = 0; waited < LONGEST_WAIT; waited += WAIT) {
    const release = await host.files.lock(path);
    if (release !== undefined) return release;
    await host.clock.sleep(WAIT);
  }
  throw new Error(`Cannot write: another command has held "${path}" for half a minute`);
}
