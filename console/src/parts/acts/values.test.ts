import { expect, test } from "vitest";
import type { Field } from "./act";
import { named, over, variables } from "./values";

const LABEL = ["", ""] as const;
const field = (name: string, type: string, more: Partial<Field> = {}): Field => ({
  name,
  type,
  label: LABEL,
  ...more,
});

test("what is empty is not sent, and yuan go as fen", () => {
  const fields = [field("note", "String"), field("worth", "Fen"), field("account", "BankAccountInput")];
  expect(variables(fields, { note: " ", worth: 12.34, account: { bank: "" } })).toEqual({ worth: 1234 });
});

test("lists go line by line, a needed one also when it is empty", () => {
  const lines = field("lines", "LineInput", { many: true, needed: true });
  expect(variables([lines], { lines: [] })).toEqual({ lines: [] });
  expect(variables([lines], { lines: [{ programme: "YB-01", note: "" }] })).toEqual({
    lines: [{ programme: "YB-01" }],
  });
});

test("what the place gives lies over what was filled in", () => {
  expect(over({ input: { note: "a" } }, { input: { household: "h" } })).toEqual({
    input: { note: "a", household: "h" },
  });
});

test("a refusal's path leads to its field, with or without the name of the argument", () => {
  const fields = [field("input", "ReferInput", { needed: true })];
  expect(named("input.lines[0].programme", fields)).toEqual(["input", "lines", 0, "programme"]);
  expect(named("lines[0].programme", fields)).toEqual(["input", "lines", 0, "programme"]);
  expect(named(undefined, fields)).toEqual([]);
});
