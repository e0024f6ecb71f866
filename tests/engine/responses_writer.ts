/**
 * Records so many replies into the store at a path, side by side with others that do the same, and reports
 * what the store then holds for each, a line each.
 */
import { Responses } from "../../lib/engine/responses.ts";
import { denoHost } from "../../lib/host/deno.ts";
import { keyNamed, replyOf } from "./stores.ts";

const host = denoHost();
const [path = "", name = "", count = "0"] = Deno.args;
using store = await Responses.open(host, path, "record");
for (let from = 0; from < Number(count); from += 20) {
  const held = await Promise.all(Array.from({ length: 20 }, async (_, place) => {
    const recorded = await store.keep(
      keyNamed(`${from + place}`),
      replyOf(`${name} ${from + place}`),
    );
    return "reply" in recorded ? recorded.reply.text : recorded.message;
  }));
  host.terminal.out(`${held.join("\n")}\n`);
}
