/** What the client's failures mean, by their names and words. */
const MEANINGS: readonly (readonly [words: RegExp, meaning: string])[] = [
  [/NotCapable|net access/i, "the program runs without network access"],
  [
    /jetstream is not enabled|JetStreamNotEnabled|no responders/i,
    "it runs without JetStream (nats-server -js)",
  ],
  [/authoriz|authentic/i, "it does not let us in: the user, password or token is wrong or missing"],
  [/permission/i, "its account may not do this"],
  [/refused/i, "the connection was refused"],
  [/lookup|ENOTFOUND|EAI_AGAIN|getaddrinfo|name or service/i, "the host cannot be found"],
  [/certificate|\btls\b|UnknownIssuer/i, "no encrypted connection can be made to it"],
  [/timeout|timed out/i, "it does not answer in time"],
  [/reset|closed|ECONN|EPIPE/i, "the connection broke off"],
  [/unexpected response|parse|protocol/i, "it is no NATS server"],
];

/** Why a NATS server cannot be used, in a sentence without what it takes to be let in. */
export function natsFailure(error: unknown, shown: string): Error {
  let text = "";
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    text += `${cause.name}: ${cause.message}\n`;
  }
  const said = error instanceof Error ? error.message : "";
  const meaning = MEANINGS.find(([words]) => words.test(text))?.[1] ??
    (said.replace(/[^\s/]*@/g, "") || "it failed");
  return new Error(`Cannot use the NATS server at ${shown}: ${meaning}`);
}
