/** The loopback service in a process of its own, so that it does not share a thread with what is measured. */
export async function startService(
  latency: number,
): Promise<AsyncDisposable & { readonly url: string }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "-q",
      new URL("../loopback/main.ts", import.meta.url).pathname,
      "--latency",
      `${latency}`,
    ],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  const { url } = JSON.parse(new TextDecoder().decode(value));
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await reader.cancel();
      await child.status;
    },
  };
}
