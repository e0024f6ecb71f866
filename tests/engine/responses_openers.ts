/**
 * Begins so many stores in a folder, one after the other, each at the same moment as other processes that
 * were told the same time.
 */
import { Responses } from "../../lib/engine/responses.ts";
import { denoHost } from "../../lib/host/deno.ts";

const host = denoHost();
const [folder = "", count = "0", start = "0"] = Deno.args;
for (let place = 0; place < Number(count); place++) {
  const moment = Number(start) + 10 * place;
  while (host.clock.now() < moment);
  (await Responses.open(host, `${folder}/${place}`, "record")).close();
}
