/** Waits for something, and no longer than that; how it ends does not matter. */
export async function atMost(milliseconds: number, act: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([act.catch(() => {}), late]);
  clearTimeout(timer);
}
