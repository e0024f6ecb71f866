import assert from "node:assert/strict";
import { InputError } from "../../lib/schema/input_error.ts";

Deno.test("InputError is a TypeError that carries what was read and every issue", () => {
  const issues = [{ path: "$.a", message: "must be a text", line: 3 }];
  const error = new InputError("a.yaml", issues);
  assert.ok(error instanceof TypeError);
  assert.equal(error.name, "InputError");
  assert.equal(error.what, "a.yaml");
  assert.deepEqual(error.issues, issues);
});

Deno.test("InputError says one issue in one sentence, several on a line each", () => {
  const whole = { path: "$", message: "must be a list" };
  const lined = { path: "$.a[0]", message: "must be a text", line: 3 };
  assert.equal(
    new InputError("the reply", [whole]).message,
    "Cannot read the reply: must be a list",
  );
  assert.equal(
    new InputError("a.yaml", [lined]).message,
    "Cannot read a.yaml: a.yaml:3 $.a[0] must be a text",
  );
  assert.equal(
    new InputError("a.yaml", [whole, lined]).message,
    "Cannot read a.yaml: 2 problems\n  must be a list\n  a.yaml:3 $.a[0] must be a text",
  );
});
