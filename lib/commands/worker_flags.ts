import { DISPATCH_FLAG } from "./dispatch_flag.ts";
import { type Flag } from "./flag.ts";

/** The flags of `worker`. */
export const WORKER_FLAGS: readonly Flag[] = [
  {
    ...DISPATCH_FLAG,
    help: "The NATS server that runs are dispatched over: nats://HOST:PORT (required)",
  },
  {
    name: "concurrency",
    takes: "whole",
    min: 1,
    value: "N",
    standard: "20",
    help: "The most calls of this worker at once; all together never pass what a run allows",
  },
];

/** What the flags of `worker` do not say. */
export const WORKER_NOTES: readonly string[] = [
  "A worker asks the models of those providers whose key is set in its environment; of Ollama and local servers " +
  "where OLLAMA_BASE_URL and LOCAL_BASE_URL say where they are; and the simulated respondents. The work of others is " +
  "left to other workers. It reads and writes no file.",
  "Ctrl-C finishes the calls that are under way, hands the others back, and ends with 0; a second one leaves at once " +
  "(130), and what was under way is asked for again. Exit codes: 0 done; 1 the server cannot be used, or a run is of " +
  "another version of the program; 2 a wrong command line; 130 and 143 ended by a signal.",
];
