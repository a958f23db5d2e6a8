import { expect, test } from "vitest";
import { type Line, triages } from "./choice";

const line = (id: string, household: string, kind = "UNFULFILLED") =>
  ({ id, kind, household: { id: household } }) as unknown as Line;
const SAID = { on: "2026-03-02", topic: "会商" };

test("warnings of one household are triaged together, each by its kind", () => {
  const made = triages([line("a", "h"), line("b", "i", "LAPSING"), line("c", "h")], "refer", SAID);
  expect(made.map((one) => one.items.map((item) => [item.warning, item.disposition]))).toEqual([
    [
      ["a", "UNFULFILLED"],
      ["c", "UNFULFILLED"],
    ],
    [["b", "LAPSING"]],
  ]);
  expect(made[0]?.conference).toBeUndefined();
});

test("a conference says when it meets and about what", () => {
  const [made] = triages([line("a", "h")], "confer", SAID);
  expect(made?.items[0]?.disposition).toBe("COMPLEX");
  expect(made?.conference).toEqual({ on: "2026-03-02", topic: "会商", invited: [] });
});
