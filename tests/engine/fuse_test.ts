import assert from "node:assert/strict";
import { Fuse } from "../../lib/engine/fuse.ts";
import { type FailureKind, ModelError } from "../../lib/models/model_error.ts";

function failed(kind: FailureKind): ModelError {
  return new ModelError(`Cannot get an answer: ${kind}`, { kind });
}

/** After how many final failures of that kind a fresh fuse has blown; none within twenty. */
function patience(kind: FailureKind): number | undefined {
  const fuse = new Fuse();
  for (let failures = 1; failures <= 20; failures++) {
    fuse.failed(failed(kind));
    try {
      fuse.check();
    } catch {
      return failures;
    }
  }
}

Deno.test("Fuse blows at once when the key or the name of the model is refused", () => {
  assert.equal(patience("auth"), 1);
  assert.equal(patience("unknown model"), 1);
});

Deno.test("Fuse blows after five failures of a service from which nothing ever came", () => {
  assert.equal(patience("transport"), 5);
  assert.equal(patience("server"), 5);
});

Deno.test("Fuse bears with what may be the question's fault, or pass", () => {
  assert.equal(patience("bad"), undefined);
  assert.equal(patience("rate"), undefined);
});

Deno.test("Fuse bears with outages once a reply has arrived, but not with a key that is revoked", () => {
  const fuse = new Fuse();
  fuse.worked();
  for (const kind of ["transport", "unreadable", "server"] as const) {
    for (let failures = 0; failures < 10; failures++) fuse.failed(failed(kind));
  }
  fuse.check();
  fuse.failed(failed("auth"));
  assert.throws(() => fuse.check());
});

Deno.test("Fuse says what blew it", () => {
  const fuse = new Fuse();
  const error = failed("auth");
  fuse.failed(error);
  assert.throws(() => fuse.check(), (thrown) => thrown === error);
});
