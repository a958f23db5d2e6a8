import { expect, test } from "vitest";
import { moment } from "./DateText";
import { daysUntil } from "./DueClock";
import { grouped } from "./MaskedValue";
import { yuan } from "./Money";

test("money is yuan with its fen", () => {
  expect(yuan(1234567)).toBe("12,345.67");
  expect(yuan(5)).toBe("0.05");
  expect(yuan(-250)).toBe("−2.50");
});

test("a moment is told in the province's time", () => {
  expect(moment("2026-01-31T16:30:00Z")).toBe("2026-02-01 00:30");
});

test("an ID number stands in groups", () => {
  expect(grouped("629901199001011234")).toBe("629901 19900101 1234");
  expect(grouped("H1234")).toBe("H1234");
});

test("what is due tomorrow has one day left, what was due yesterday is one over", () => {
  expect(daysUntil("2026-03-02", "2026-03-01")).toBe(1);
  expect(daysUntil("2026-02-28", "2026-03-01")).toBe(-1);
});
