import { expect, test } from "vitest";
import { holds } from "./rights";

test("a page opens with any of its scopes, and `*` is the officer's own department alone", () => {
  const scopes = new Set(["housing/targets:read"]);
  expect(holds(scopes, "housing", ["civil/population:read", "*/targets:read"])).toBe(true);
  expect(holds(scopes, "education_aid", ["*/targets:read"])).toBe(false);
  expect(holds(scopes, undefined, ["*/targets:read"])).toBe(false);
  expect(holds(new Set(), "housing", [])).toBe(true);
});
