import { expect, test } from "vitest";
import { missedShare, percent, places, type Row } from "./figures";
import { PREFECTURES, shortName } from "./tiles";

const row = (code: string, targets: number | null, missed: number | null) =>
  ({ division: { code, name: code }, targets, covered: null, missed, duplicates: 0 }) as unknown as Row;

test("programmes of a place are added up, the most missed place first", () => {
  const [first, second] = places([row("a", 10, 1), row("b", 4, 3), row("a", 5, 1)], new Map([["a", 7]]));
  expect([first?.code, first?.counts.missed, second?.counts.targets, second?.overdue]).toEqual([
    "b",
    3,
    15,
    7,
  ]);
});

test("what is not shown is no nought", () => {
  const [one] = places([row("a", null, null), row("a", 8, 2)], new Map());
  expect([one?.counts.targets, one?.hidden, one?.counts.covered]).toEqual([8, true, null]);
  expect(percent(missedShare({ targets: null, covered: null, missed: null, duplicates: null }))).toBe("–");
  expect(percent(missedShare({ targets: 8, covered: 6, missed: 2, duplicates: 0 }))).toBe("25.0 %");
});

test("each prefecture has a place of its own on the grid", () => {
  const places = Object.values(PREFECTURES).map(([column, line]) => `${column} ${line}`);
  expect(new Set(places).size).toBe(14);
});

test("names of autonomous counties are short, others stay", () => {
  expect(shortName("东乡族自治县")).toBe("东乡");
  expect(shortName("临夏县")).toBe("临夏县");
  expect(shortName("临夏市")).toBe("临夏市");
});
