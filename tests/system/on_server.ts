import { type NatsOptions, type NatsServer, natsServer } from "./nats.ts";
import { testWith } from "./requires.ts";

/** A test with a NATS server of its own; ignored, with the reason, where none is installed. */
export function onServer(
  name: string,
  act: (server: NatsServer) => Promise<void>,
  options?: NatsOptions,
): void {
  testWith({
    name,
    program: "nats-server",
    fn: async () => {
      await using server = await natsServer(options);
      await act(server);
    },
  });
}
